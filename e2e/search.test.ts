import { expect, test, describe, beforeAll } from "vitest";
import { reportIncident } from "../src/features/incidents/report-incident.ts";
import { upsertServices, upsertSystems } from "../src/features/catalogue/index.ts";
import { system } from "../src/platform/actor.ts";
import { bulkWrite } from "../src/platform/verb/bulk.ts";
import { checkPage, chromiumFound, settled, signIn, useBrowser } from "./browser.ts";
import { useServer } from "./server.ts";

describe.skipIf(!chromiumFound)("the search that is always at hand", () => {
  const server = useServer();
  const browser = useBrowser();
  let number = "";

  beforeAll(async () => {
    const write = { verb: "catalogue.import", needs: "catalogue:edit", requestId: "e2e" } as const;
    await bulkWrite(server.runtime, system, write, async (bulk) => {
      const context = { ...bulk, actor: system };
      await upsertServices(
        context,
        ["Utskrift", "Utskrift hemifrån", "E-post", "Utskrift A", "Utskrift B", "Utskrift C"].map((name) => ({
          name,
          area: "Arbetsplats",
        })),
      );
      await upsertSystems(context, [{ name: "Utskriftsserver" }]);
    });
    const input = { title: "Utskrift fungerar inte i stadshuset", started: { at: "2023-04-12T08:00:00Z" } };
    const incident = await reportIncident.call(server.runtime, system, input, { requestId: "e2e" });
    number = incident.number;
  });

  test("is reached by / from anywhere, and tells what was found, whole on every screen", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/services`);
    await page.locator("h1").click();
    await page.keyboard.press("/");
    await page.keyboard.type("utskrift");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Sökresultat för ”utskrift”" }).waitFor();
    await settled(page);
    expect(await page.locator(".b-found li a").allTextContents()).toContain("Utskriftsserver");
    expect(await page.locator("input[name=q]").first().inputValue()).toBe("utskrift");
    await checkPage(page, "search");
  });

  test("a / in a field is a /", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/services`);
    const field = page.locator("main input[type=search]").first();
    await field.focus();
    await page.keyboard.type("a/b");
    expect(await field.inputValue()).toBe("a/b");
  });

  test("a number goes straight to its record, and Back to where one was", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/services`);
    await page.locator(".b-search-input").fill(number.toLowerCase());
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Utskrift fungerar inte i stadshuset" }).waitFor();
    await page.goBack();
    await expect.poll(() => page.getByRole("heading", { level: 1 }).innerText()).toBe("Tjänster");
  });

  test("says how to search, and when nothing was found", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/search`);
    await page.getByText("Vad letar du efter?").waitFor();
    await checkPage(page, "search-empty");
    await page.goto(`${server.address}/search?q=qqqq`);
    await page.locator(".b-empty").waitFor();
    await checkPage(page, "search-none");
  });
});
