import { describe, expect, test } from "vitest";
import { checkAxe, checkPage, chromiumFound, settled, signIn, useBrowser } from "./browser.ts";
import { useServer } from "./server.ts";

const list = [
  "Ärendenummer;Rubrik;Status;Prioritet;Anmäld;Löst;Tjänst",
  ...Array.from(
    { length: 60 },
    (_, i) =>
      `E-${1000 + i};E-posten är nere ${i};Löst;2;2023-01-${10 + (i % 20)} 08:15;2023-01-${10 + (i % 20)} 09:40;E-post`,
  ),
  "E-2000;Fel tid;Löst;2;i går;;E-post",
  "",
].join("\r\n");

describe.skipIf(!chromiumFound)("imports", () => {
  const server = useServer();
  const browser = useBrowser();

  test("a file is sent, its mapping proposed, and its rows imported; the rejected come back", async () => {
    const page = await browser.open();
    await signIn(page, server.address);
    await page.goto(`${server.address}/imports`);
    await settled(page);
    await checkPage(page, "imports-empty", { primary: "[data-primary-action]" });

    await page.evaluate('localStorage.setItem("beredd.language", "sv")');
    await page.goto(`${server.address}/imports/new`);
    await settled(page);
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "ärenden.csv", mimeType: "text/csv", buffer: Buffer.from(list, "latin1") });
    await page.getByRole("heading", { name: "Så här blir de första raderna" }).waitFor();
    await page.getByText("E-posten är nere 0").first().waitFor();
    await checkAxe(page, "import proposal");
    await page.screenshot({ path: "test-results/screens/import-proposal.png", fullPage: true });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.screenshot({ path: "test-results/screens/import-proposal-360.png", fullPage: true });
    await page.setViewportSize({ width: 1440, height: 900 });

    const begin = page.getByRole("button", { name: "Importera", exact: true });
    expect(await page.getByLabel("Källa").inputValue()).toBe("ärenden");
    await page.getByText("går inte att läsa som tid, till exempel i går").waitFor();
    expect(await begin.isDisabled()).toBe(true);
    await page.getByText("En fråga är kvar att avgöra ovan.").waitFor();
    await page.getByRole("button", { name: "Som föreslaget" }).click();
    await page.getByText("Allt är avgjort.").waitFor();
    await page.getByLabel("Källa").fill("topdesk");
    await begin.click();
    await page.getByRole("heading", { name: "Vad det blev" }).waitFor({ timeout: 30_000 });
    await checkAxe(page, "import result");
    await page.screenshot({ path: "test-results/screens/import-result.png", fullPage: true });
    const file = page.waitForEvent("download");
    await page.getByRole("link", { name: "Hämta avvisade rader" }).click();
    expect((await file).suggestedFilename()).toMatch(/renden\.csv$/u);
    const stored = await server.runtime.db.selectFrom("incident").select("id").execute();
    expect(stored).toHaveLength(60);
  }, 180_000);

  test("an address is read by the clock: added, paused and removed from the page", async () => {
    const page = await browser.open();
    await signIn(page, server.address);
    await page.goto(`${server.address}/imports`);
    await settled(page);
    await page.getByRole("button", { name: "Lägg till schema" }).click();
    await page.getByLabel("Namn", { exact: true }).fill("Ärendesystemet");
    await page.getByLabel("Varifrån").selectOption("address");
    await page.getByLabel("Adress", { exact: true }).fill("https://127.0.0.1/export.csv");
    await page.getByLabel("Profil", { exact: true }).selectOption("topdesk");
    await checkAxe(page, "schedule form");
    await page.screenshot({ path: "test-results/screens/import-schedule-form.png", fullPage: true });
    await page.getByRole("button", { name: "Spara" }).click();
    await page.getByText("får inte anropas").first().waitFor();
    await page.getByLabel("Adress", { exact: true }).fill("https://export.example.org/incidents.csv");
    await page.getByRole("button", { name: "Spara" }).click();
    await page.getByRole("button", { name: "Pausa Ärendesystemet" }).click();
    await page.getByRole("button", { name: "Återuppta Ärendesystemet" }).waitFor();
    await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
    await settled(page);
    await checkAxe(page, "schedules");
    await page.screenshot({ path: "test-results/screens/import-schedules.png", fullPage: true });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.screenshot({ path: "test-results/screens/import-schedules-360.png", fullPage: true });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: "Ta bort Ärendesystemet" }).click();
    await page.getByRole("button", { name: "Ta bort", exact: true }).last().click();
    await page.getByText("Ingenting hämtas enligt schema").waitFor();
  }, 180_000);
});
