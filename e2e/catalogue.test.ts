import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import {
  resolveServices,
  upsertActivities,
  upsertAgreements,
  upsertDependencies,
  upsertServices,
  upsertSystems,
  upsertUses,
} from "../src/features/catalogue/index.ts";
import { upsertSites, upsertUnits } from "../src/features/organisation/index.ts";
import { system } from "../src/platform/actor.ts";
import { bulkWrite } from "../src/platform/verb/bulk.ts";
import type { Runtime } from "../src/platform/runtime.ts";
import { checkAxe, checkPage, chromiumFound, settled, signIn, useBrowser } from "./browser.ts";
import { useServer } from "./server.ts";

/** A small municipality: mail and payroll on shared ground, sites with an address service of their own. */
async function fill(runtime: Runtime): Promise<Map<string, string>> {
  const write = { verb: "catalogue.import", needs: "catalogue:edit", requestId: "e2e" } as const;
  return bulkWrite(runtime, system, write, async (bulk) => {
    const context = { ...bulk, actor: system };
    await upsertUnits(context, [
      { code: "SKOLA", name: "Utbildningsförvaltningen", kind: "administration", peopleCount: 14_200 },
      { name: "Ekskolan", parent: "SKOLA", kind: "department", peopleCount: 480 },
      { code: "SOC", name: "Socialförvaltningen", kind: "administration", peopleCount: 2_150 },
      { name: "Hemtjänsten norr", parent: "SOC", kind: "department" },
    ]);
    await upsertSites(
      context,
      Array.from({ length: 24 }, (_, index) => ({
        name: `Skola ${index + 1}`,
        unit: "SKOLA",
        kind: "skola",
        networks: ["Admin", "Elev"],
      })),
    );
    await upsertServices(context, [
      { name: "E-post", area: "Kommunikation", kind: "base", promisedRestoreMinutes: 240, vital: true },
      { name: "Telefoni", area: "Kommunikation", kind: "base" },
      { name: "Lön", area: "HR", kind: "base" },
      { name: "Rekrytering", area: "HR", kind: "optional" },
      { name: "Planering av hemtjänst", area: "Vård", vital: true },
    ]);
    await upsertSystems(context, [
      {
        name: "Personec P",
        maker: "Visma",
        supplier: "Driftbolaget",
        validFrom: "2020-01-01",
        validTo: "2022-12-31",
      },
      { name: "Personec P", supplier: "Nya driften", validFrom: "2023-01-01" },
      { name: "Adresstjänst (DHCP)", supplier: "Nätbolaget" },
    ]);
    await upsertAgreements(context, [
      {
        supplier: "Nya driften",
        name: "Driftavtal",
        reference: "KS 2023/12",
        validFrom: "2023-01-01",
        promisedRestoreMinutes: 480,
        processorAgreement: true,
        systems: ["Personec P"],
      },
    ]);
    await upsertDependencies(context, [
      { dependent: "E-post", dependency: "E-postserver" },
      { dependent: "E-post", dependency: "Skräppostfilter", mode: "degrades" },
      { dependent: "Lön", dependency: "Personec P" },
      { dependent: "Lön", dependency: "E-post", mode: "degrades" },
      { dependent: "Rekrytering", dependency: "Visma Recruit" },
      { dependent: "Planering av hemtjänst", dependency: "Vårdsystemet" },
      { dependent: "Telefoni", dependency: "Telefonväxeln" },
      { dependent: "Personec P", dependency: "Katalogtjänsten" },
      { dependent: "E-postserver", dependency: "Katalogtjänsten" },
      { dependent: "Vårdsystemet", dependency: "Katalogtjänsten" },
      { dependent: "Vårdsystemet", dependency: "Brandvägg A", mode: "any", group: "brandvägg" },
      { dependent: "Vårdsystemet", dependency: "Brandvägg B", mode: "any", group: "brandvägg" },
      { dependent: "Telefonväxeln", dependency: "Brandvägg A", mode: "any", group: "brandvägg" },
      { dependent: "Telefonväxeln", dependency: "Brandvägg B", mode: "any", group: "brandvägg" },
      { dependent: "Katalogtjänsten", dependency: "Adresstjänst (DHCP)" },
    ]);
    await upsertUses(context, [
      { service: "E-post", unit: "SKOLA" },
      { service: "E-post", unit: "SOC" },
      { service: "Lön", unit: "SOC" },
      { service: "Planering av hemtjänst", unit: "Hemtjänsten norr" },
    ]);
    await upsertActivities(context, [
      { name: "Besök i hemmet", unit: "Hemtjänsten norr", services: ["Planering av hemtjänst"] },
    ]);
    const names = ["E-post", "Lön"];
    const idOf = await resolveServices(context, names);
    return new Map(names.map((name) => [name, idOf(name) ?? ""]));
  });
}

describe.skipIf(!chromiumFound)("the register, when it is empty", () => {
  const server = useServer();
  const browser = useBrowser();

  test.each(["services", "systems", "map", "suppliers", "agreements", "units", "sites", "networks"])(
    "%s says what to do first",
    async (path) => {
      const page = await browser.open();
      await signIn(page, `${server.address}/${path}`);
      await page.locator(".b-empty").waitFor();
      await checkAxe(page, `empty ${path}`);
    },
  );

  test("takes a service by its form, and opens it", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/services`);
    await page.getByRole("button", { name: "Lägg till tjänst" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Namn").fill("E-post");
    await dialog.getByLabel("Ansvarig enhet").selectOption({ index: 1 });
    await dialog.getByLabel("Utlovad tid").fill("240");
    await checkAxe(page, "service form");
    await dialog.getByRole("button", { name: "Spara" }).click();
    await page.getByRole("heading", { level: 1, name: "E-post" }).waitFor();
    await page.getByText("4 h").first().waitFor();
  });
});

describe.skipIf(!chromiumFound)("the register", () => {
  const server = useServer();
  const browser = useBrowser();
  let ids: Map<string, string>;
  beforeAll(async () => {
    ids = await fill(server.runtime);
  });

  test.each(["services", "systems", "suppliers", "agreements", "units", "sites", "networks", "map"])(
    "%s is whole on a telephone and a desk, in both languages, light and dark",
    async (path) => {
      const page = await browser.open();
      await signIn(page, `${server.address}/${path}`);
      await checkPage(page, `register-${path}`);
    },
  );

  test("a service shows its impact, its dependencies and who uses it", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/services/${ids.get("E-post")}`);
    await page.locator(".b-graph-node").first().waitFor();
    await checkPage(page, "register-service");
  });

  test("a unit tells its activities and what they need; one is added, edited and removed", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/units?q=norr`);
    await page.getByRole("link", { name: "Hemtjänsten norr" }).click();
    await page.getByText("Besök i hemmet").waitFor();
    await page.getByRole("button", { name: "Lägg till verksamhet" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Namn").fill("Larm om natten");
    await dialog.getByLabel("Tjänster som verksamheten behöver").selectOption({ label: "Telefoni" });
    await checkAxe(page, "activity form");
    await dialog.getByRole("button", { name: "Spara" }).click();
    await page.getByText("Larm om natten").waitFor();
    await settled(page);
    await checkPage(page, "register-unit");
    await page.evaluate("localStorage.setItem('beredd.language', 'sv')");
    await page.reload();
    await page.getByRole("link", { name: "Telefoni" }).click();
    const need = page.locator("section", { hasText: "Verksamheter som behöver tjänsten" });
    await need.getByText("Larm om natten").waitFor();
    await need.getByRole("button", { name: "Ta bort Larm om natten" }).click();
    await need.getByText("Ingen verksamhet är angiven att behöva tjänsten.").waitFor();
    await need.getByRole("link", { name: "Hemtjänsten norr" }).waitFor({ state: "detached" });
    await page.goBack();
    await page.getByText("Inga tjänster är angivna").waitFor();
    await page.getByRole("button", { name: "Ta bort Larm om natten" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Ta bort" }).click();
    await page.getByText("Larm om natten", { exact: true }).waitFor({ state: "detached" });
  });

  test("the list is taken out as it is filtered", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/services?q=post`);
    await page.getByRole("button", { name: "Hämta listan" }).click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Som CSV" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^tjänster-.*\.csv$/u);
    const text = await readFile(await file.path(), "utf8");
    expect(text.trim().split("\r\n")).toHaveLength(2);
    expect(text).toContain("E-post;Kommunikation;Bastjänst");
  });

  test("the map is walked with the arrow keys, and shows what falls", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/map`);
    await page.locator(".b-graph-node").first().waitFor();
    await page.locator(".b-graph-node[aria-label^='Tjänst E-post.']").focus();
    await page.keyboard.press("ArrowDown");
    const focused = () => page.evaluate("document.activeElement?.getAttribute('aria-label')");
    expect(await focused()).toMatch(/^System (?:E-postserver|Skräppostfilter)\./u);
    await page.locator(".b-graph-node[aria-label^='System E-postserver.']").focus();
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toMatch(/^System Katalogtjänsten\. Behöver: Adresstjänst \(DHCP\)\./u);
    await page.keyboard.press(" ");
    await page.locator(".b-graph-node[aria-label^='Tjänst E-post. Faller.']").waitFor();
    await settled(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await checkAxe(page, `map with an outage, ${colorScheme}`);
    }
    await page.screenshot({ path: "test-results/screens/register-map-outage.png", fullPage: true });
    await page.locator(".b-graph-node[tabindex='0']").focus();
    await page.keyboard.press("l");
    await page.locator(".b-graph-list").waitFor();
    await checkAxe(page, "map as list");
  });
});
