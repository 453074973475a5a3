import { describe, expect, test } from "vitest";
import { checkAxe, checkPage, chromiumFound, settled, signIn, useBrowser } from "./browser.ts";
import { administrator, useServer } from "./server.ts";

describe.skipIf(!chromiumFound)("roles, keys and sealed codes", () => {
  const server = useServer();
  const browser = useBrowser();
  const primary = { primary: "[data-primary-action]" };

  test("a role is copied, named, edited and restored", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/roles`);
    await page.getByRole("heading", { level: 1, name: "Roller" }).waitFor();
    await settled(page);
    await checkPage(page, "roles", primary);

    await page.evaluate('localStorage.setItem("beredd.language", "sv")');
    await page.goto(`${server.address}/roles/new`);
    await page.getByLabel("Börja med").selectOption({ label: "Servicedesk" });
    await page.getByLabel("Namn på svenska").fill("Växel");
    await page.getByLabel("Namn på engelska").fill("Switchboard");
    await page.getByLabel("Se avvikelser och åtgärder").check();
    await settled(page);
    await checkAxe(page, "new role");
    await page.getByRole("button", { name: "Spara" }).click();
    await page.getByRole("link", { name: "Växel" }).waitFor();

    await page.getByRole("link", { name: "Läsare" }).click();
    await page.getByLabel("Rapportera incidenter").check();
    await page.getByRole("button", { name: "Spara" }).click();
    await page.getByText("Ändrad här").waitFor();
    await page.getByRole("link", { name: "Läsare" }).click();
    await settled(page);
    await checkPage(page, "role", { ...primary, withinTabs: 120 });
    await page.evaluate('localStorage.setItem("beredd.language", "sv")');
    await page.reload();
    await page.getByRole("button", { name: "Återställ" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Återställ" }).click();
    await page.getByText("Rollen Läsare är återställd.").waitFor();
  });

  test("who may do what is told by role and by person, with where and why", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/permissions?role=lead`);
    await page.getByText("Incident: utropa till major incident").waitFor();
    expect(await page.getByText("Person: lägga till").count()).toBe(0);
    await page.getByLabel("Person", { exact: true }).selectOption({ label: administrator.name });
    await page.getByText("Exempelkommun: rollen Administratör").first().waitFor();
    await settled(page);
    await checkPage(page, "person-may");
  });

  test("a key is made, shown once, and revoked", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/keys`);
    await page.locator("[data-primary-action]").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Namn").fill("Övervakning");
    await dialog.getByLabel("Enhet", { exact: true }).selectOption({ label: "Exempelkommun" });
    await dialog.getByLabel("Rapportera incidenter").check();
    await checkAxe(page, "make key");
    await page.screenshot({ path: "test-results/screens/make-key.png" });
    await dialog.getByRole("button", { name: "Skapa nyckel" }).click();
    const key = await dialog.locator(".b-secret code").innerText();
    expect(key).toMatch(/^beredd_\w{49}$/);
    await checkAxe(page, "made key");
    await page.screenshot({ path: "test-results/screens/made-key.png" });
    await dialog.getByRole("button", { name: "Jag har sparat den" }).click();
    await settled(page);
    expect(await page.content()).not.toContain(key);
    await checkPage(page, "keys", primary);
    await page.evaluate('localStorage.setItem("beredd.language", "sv")');
    await page.reload();
    await page.getByRole("button", { name: "Återkalla Övervakning" }).first().click();
    await dialog.getByRole("button", { name: "Återkalla" }).click();
    await page.getByText("Återkallad", { exact: true }).first().waitFor();
  });

  test("a sealed code is printed, lets its person in with a banner on every page, and is reviewed", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/break-glass`);
    await page.locator("[data-primary-action]").click();
    await page.getByRole("dialog").getByLabel("Person").selectOption({ label: administrator.name });
    await page.getByRole("button", { name: "Utfärda och visa" }).click();
    const code = await page.locator(".b-paper-code code").innerText();
    await settled(page);
    await checkAxe(page, "paper");
    await page.screenshot({ path: "test-results/screens/paper.png", fullPage: true });
    await page.pdf({ path: "test-results/screens/paper.pdf", format: "A4" });
    await page.getByRole("button", { name: "Jag har skrivit ut den" }).click();
    await page.getByText("Förseglad", { exact: true }).waitFor();
    await settled(page);
    expect(await page.content()).not.toContain(code);

    const other = await browser.open({ width: 360 });
    await other.goto(server.address);
    await other.getByRole("button", { name: "Logga in med nödkod" }).click();
    await checkAxe(other, "break-glass sign-in");
    await other.screenshot({ path: "test-results/screens/break-glass-sign-in.png" });
    await other.getByLabel("E-post").fill(administrator.email);
    await other.getByLabel("Koden på papperet").fill(code.toLowerCase());
    await other.getByRole("button", { name: "Logga in", exact: true }).click();
    await other.locator(".b-header").waitFor();
    for (const path of ["/", "/incidents", "/people"]) {
      await other.goto(`${server.address}${path}`);
      await other.getByText("Du är inloggad med nödkod till").waitFor();
    }
    await settled(other);
    await checkAxe(other, "break-glass banner");
    await other.screenshot({ path: "test-results/screens/break-glass-banner.png" });

    await page.goto(server.address);
    await page.getByText("loggade in med nödkoden").waitFor();
    await settled(page);
    await checkPage(page, "break-glass-notice");
    await page.evaluate('localStorage.setItem("beredd.language", "sv")');
    await page.goto(`${server.address}/break-glass`);
    await page.getByText("Meddelat genom").waitFor();
    await page.getByRole("button", { name: /^Granska BG-/u }).click();
    await page.getByLabel("Årligt prov").check();
    await page.getByLabel("Vad som hände").fill("Provet gick som det skulle.");
    await page.getByRole("dialog").getByRole("button", { name: "Spara" }).click();
    await page.getByText("Årligt prov, granskat av").waitFor();
    await settled(page);
    await checkPage(page, "break-glass", primary);
  });
});
