import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { correctIncident } from "../src/features/incidents/edits/correct.ts";
import { reportIncident } from "../src/features/incidents/report-incident.ts";
import { upsertSites, upsertUnits } from "../src/features/organisation/index.ts";
import { system } from "../src/platform/actor.ts";
import { bulkWrite } from "../src/platform/verb/bulk.ts";
import { checkAxe, chromiumFound, settled, signIn, useBrowser } from "./browser.ts";
import { useServer } from "./server.ts";

describe.skipIf(!chromiumFound)("choices among many, and edits at once", () => {
  const server = useServer();
  const browser = useBrowser();

  beforeAll(async () => {
    if (!chromiumFound) return;
    const write = { verb: "organisation.import", needs: "organisation:edit", requestId: "e2e" } as const;
    await bulkWrite(server.runtime, system, write, async (bulk) => {
      const context = { ...bulk, actor: system };
      const units = Array.from({ length: 80 }, (_, index) => `Förskolan ${index + 1}`);
      await upsertUnits(
        context,
        units.map((name) => ({ name, kind: "department" as const })),
      );
      await upsertSites(context, [
        { name: "Tallbacken", unit: "Förskolan 77", kind: "förskola" },
        { name: "Granbacken", unit: "Förskolan 3", kind: "förskola" },
      ]);
    });
  });

  const signedIn = async (): Promise<Page> => {
    const page = await browser.open();
    await signIn(page, server.address);
    return page;
  };

  test("a unit beyond the first fifty is found by its name and chosen with the keyboard alone", async () => {
    const page = await signedIn();
    await page.goto(`${server.address}/sites`);
    await settled(page);
    const field = page.getByRole("combobox", { name: "Enhet" });
    await field.focus();
    await page.keyboard.press("ArrowDown");
    expect(await field.getAttribute("aria-expanded")).toBe("true");
    expect(await page.getByText("Visar 50 av").count()).toBe(1);
    await checkAxe(page, "choices-open");

    await page.keyboard.type("förskolan 77");
    await expect.poll(() => page.getByRole("option").allTextContents()).toEqual(["Förskolan 77"]);
    await page.keyboard.press("Escape");
    expect(await field.getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.type("förskolan 77");
    await expect.poll(() => page.getByRole("option").allTextContents()).toEqual(["Förskolan 77"]);
    await page.keyboard.press("Enter");
    await expect.poll(() => field.inputValue()).toBe("Förskolan 77");
    await settled(page);
    expect(page.url()).toContain("unitId=");
    await expect.poll(() => page.locator("tbody tr").count()).toBe(1);

    // A shared link has the name of what is chosen, also where it is not among the first.
    await page.reload();
    await settled(page);
    await expect.poll(() => field.inputValue()).toBe("Förskolan 77");
    await field.fill("");
    await page.keyboard.press("Tab");
    await expect.poll(() => page.locator("tbody tr").count()).toBe(2);
  });

  test("who saves second is taken to what the other one changed, and keeps what they wrote", async () => {
    const page = await signedIn();
    const options = () => ({ requestId: randomUUID() });
    const incident = await reportIncident.call(
      server.runtime,
      system,
      { title: "Växeln nere", started: { at: "2023-04-12T10:00:00Z", precision: "minute" } },
      options(),
    );
    await page.goto(`${server.address}/incidents/${incident.id}`);
    await settled(page);
    await page.getByRole("button", { name: "Rätta" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Text utåt").fill("Telefonerna fungerar inte.");
    await correctIncident.call(
      server.runtime,
      system,
      { incidentId: incident.id, version: incident.version, title: "Hela växeln nere" },
      options(),
    );
    await dialog.getByRole("button", { name: "Spara" }).click();
    const notice = dialog.getByRole("alert");
    await notice.waitFor();
    expect(await notice.evaluate((element) => element.matches(":focus"))).toBe(true);
    expect(await notice.textContent()).toContain("Hela växeln nere");
    await notice.getByRole("button").click();
    await dialog.getByRole("button", { name: "Spara" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("heading", { level: 1, name: "Hela växeln nere" }).waitFor();
    await page.getByText("Telefonerna fungerar inte.", { exact: true }).waitFor();
  });
});
