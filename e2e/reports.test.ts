import { beforeAll, describe, expect, test } from "vitest";
import { draftReport } from "../src/features/reports/draft-report.ts";
import { reportIncident } from "../src/features/incidents/report-incident.ts";
import { system } from "../src/platform/actor.ts";
import { loadExample, readExample } from "../src/workflows/load-example.ts";
import { exampleFolder } from "../test/example.ts";
import { checkAxe, checkPage, chromiumFound, settled, signIn, useBrowser } from "./browser.ts";
import { useServer } from "./server.ts";

describe.skipIf(!chromiumFound)("reports", () => {
  const server = useServer();
  const browser = useBrowser();

  test("an empty list says what to do first", async () => {
    const page = await browser.open();
    await signIn(page, server.address);
    await page.goto(`${server.address}/reports`);
    await settled(page);
    await checkPage(page, "reports-empty", { primary: "[data-primary-action]" });
  });

  describe("over the example organisation", () => {
    const server = useServer({ empty: true });
    let draft: { id: string; number: string };
    let author: { email: string; password: string };

    beforeAll(async () => {
      const { signal } = new AbortController();
      await loadExample(server.runtime, exampleFolder, { requestId: "the example", signal });
      const { password, signIns } = await readExample(exampleFolder);
      const email = signIns.find(({ roles }) => roles.includes("administrator"))?.email ?? "";
      author = { email, password };
      draft = await draftReport.call(
        server.runtime,
        system,
        { period: "2301-2305" },
        { requestId: "a draft" },
      );
    }, 60_000);

    test("a report is made from a period as people write it", async () => {
      const page = await browser.open();
      await signIn(page, server.address, author);
      await page.goto(`${server.address}/reports/new`);
      await settled(page);
      await page.getByLabel("Period", { exact: true }).fill("kvartal 1 2023");
      await page.getByText("första kvartalet 2023", { exact: true }).waitFor();
      expect(await page.getByText(/första kvartalet 2022/u).count()).toBeGreaterThan(0);
      await page.locator("form button[type=submit]").click();
      await page.waitForURL(/reports\/[0-9a-f-]{36}$/u);
      await page.getByText(/1\s003 incidenter, 247 fler/u).waitFor();
    });

    test("the pages can be read and used at every width, in both languages, light and dark", async () => {
      const page = await browser.open();
      await signIn(page, server.address, author);
      await page.goto(`${server.address}/reports`);
      await settled(page);
      await checkPage(page, "reports", { primary: "[data-primary-action]" });
      await page.goto(`${server.address}/reports/new`);
      await settled(page);
      await checkPage(page, "report-new", { primary: "form button[type=submit]" });
      await page.goto(`${server.address}/reports/${draft.id}`);
      await settled(page);
      await checkPage(page, "report-draft", { primary: "[data-primary-action]" });
    }, 240_000);

    test("an open draft says when a record that it counts has changed, and counts again when asked", async () => {
      const page = await browser.open();
      await signIn(page, server.address, author);
      await page.goto(`${server.address}/reports/${draft.id}`);
      await settled(page);
      const started = { at: "2023-05-02T08:00:00Z", precision: "minute" } as const;
      const call = { requestId: "an incident" };
      await reportIncident.call(server.runtime, system, { title: "Nätet ligger nere", started }, call);
      await page.getByText("En post som rapporten räknar har ändrats").waitFor();
      await checkAxe(page, "report whose records have changed");
      await page.screenshot({ path: "test-results/screens/report-recount.png" });
      await page.getByRole("button", { name: "Räkna om" }).click();
      await page.getByText("En post som rapporten räknar har ändrats").waitFor({ state: "detached" });
    });

    test("a text is written in place, flagged when its figure changes, and frozen with what that means", async () => {
      const page = await browser.open();
      await signIn(page, server.address, author);
      await page.goto(`${server.address}/reports/${draft.id}`);
      await settled(page);
      await page.getByRole("button", { name: "Redigera texter" }).click();
      await page.getByLabel("Mening 1").fill("Det var ett tungt halvår.");
      await page.getByRole("button", { name: "Spara" }).first().click();
      await page.getByText("Skriven av en person").waitFor();
      await checkAxe(page, "report while its texts are edited");
      await page.screenshot({ path: "test-results/screens/report-edit.png", fullPage: true });

      await page.getByRole("button", { name: "Fastställ" }).click();
      await page.getByText("går sedan inte att ändra").waitFor();
      await checkAxe(page, "report before it is frozen");
      await page.screenshot({ path: "test-results/screens/report-freeze.png" });
      await page.getByRole("dialog").getByRole("button", { name: "Fastställ" }).click();
      await page.getByText("Fastställd", { exact: true }).first().waitFor({ timeout: 30_000 });
      await page.getByText("Det var ett tungt halvår.").waitFor();
      await page.getByText(/mått stämmer fortfarande/u).waitFor();

      const file = page.waitForEvent("download");
      await page.getByRole("link", { name: "Word" }).click();
      expect((await file).suggestedFilename()).toMatch(/^RAP-.+\.docx$/u);
      await server.runtime.db
        .updateTable("incident")
        .set({ struck_out_at: "2023-06-01T08:00:00Z", struck_out_reason: "Dubblett" })
        .where("source_number", "=", "MI-E1")
        .execute();
      await draftReport.call(server.runtime, system, { period: "2023" }, { requestId: "another" });
      await page.reload();
      await settled(page);
      await page
        .getByText(/mått stämmer inte längre/u)
        .first()
        .waitFor();
      await checkPage(page, "report-frozen", { primary: "[data-primary-action], .r-downloads a" });

      await page.evaluate('localStorage.setItem("beredd.language", "sv")');
      await page.reload();
      await settled(page);
      await page.getByRole("button", { name: "Återkalla" }).click();
      await page.getByRole("dialog").locator("textarea").fill("Fel underlag.");
      await page.getByRole("dialog").getByRole("button", { name: "Återkalla" }).click();
      await page.getByText(/Rapporten är återkallad \d{4}/u).waitFor();
      await page.screenshot({ path: "test-results/screens/report-withdrawn.png", fullPage: true });
      await checkAxe(page, "report withdrawn");
    }, 180_000);
  });
});
