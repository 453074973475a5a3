import { beforeAll, describe, expect, test } from "vitest";
import { upsertServices, upsertSuppliers, upsertSystems } from "../src/features/catalogue/index.ts";
import { reportIncident } from "../src/features/incidents/report-incident.ts";
import { system } from "../src/platform/actor.ts";
import { bulkWrite } from "../src/platform/verb/bulk.ts";
import { chromiumFound, settled, signIn, useBrowser } from "./browser.ts";
import { useServer } from "./server.ts";

// What people and other systems wrote is shown as they wrote it. Documents made of it are tried in
// src/features/reports/render, with texts of the same kind.

const payload = (what: string) => `${what} <img src=x onerror="hit()"><script>hit()</script> {{7*7}} "'>`;
const [service, itSystem, supplier, title] = ["Tjänst", "System", "Leverantör", "Nere"].map(payload);
const pages = [
  "",
  "incidents",
  "search?q=img",
  "services",
  "systems",
  "suppliers",
  "map",
  "statistics",
  "journal",
  "deviations",
  "report/incident",
];

describe.skipIf(!chromiumFound)("text that holds markup", () => {
  const server = useServer();
  const browser = useBrowser();
  let incidentId = "";

  beforeAll(async () => {
    const write = { verb: "catalogue.import", needs: "catalogue:edit", requestId: "e2e" } as const;
    await bulkWrite(server.runtime, system, write, async (bulk) => {
      const context = { ...bulk, actor: system };
      await upsertSuppliers(context, [{ name: supplier ?? "" }]);
      await upsertServices(context, [
        { name: service ?? "", area: payload("Område"), description: payload("Om") },
      ]);
      await upsertSystems(context, [{ name: itSystem ?? "", description: payload("Om") }]);
    });
    const input = {
      title: title ?? "",
      description: payload("Beskrivning"),
      publicText: payload("Text"),
      started: { at: "2023-04-12T08:00:00Z" },
    };
    const made = await reportIncident.call(server.runtime, system, input, { requestId: "e2e" });
    incidentId = made.id;
  });

  test("is shown as text on every page, and none of it runs or becomes an element", async () => {
    const page = await browser.open();
    await page.addInitScript("globalThis.hits = 0; globalThis.hit = () => { globalThis.hits += 1; };");
    await signIn(page, server.address);
    let shown = "";
    for (const path of [...pages, `incidents/${incidentId}`]) {
      await page.goto(`${server.address}/${path}`);
      await settled(page);
      expect(await page.evaluate("globalThis.hits"), path).toBe(0);
      expect(await page.locator("img[src='x'], main script").count(), path).toBe(0);
      shown += await page.locator("body").innerText();
    }
    for (const text of [service, supplier, title]) expect(shown).toContain(text);
    expect(shown).not.toContain("49 ");
  });
});
