import { describe, expect, test } from "vitest";
import { checkAxe, checkPage, chromiumFound, settled, signIn, useBrowser } from "./browser.ts";
import { useServer } from "./server.ts";

describe.skipIf(!chromiumFound)("people, permissions and the journal", () => {
  const server = useServer();
  const browser = useBrowser();

  test("adds a person, changes the roles, and shows both in the journal", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/people`);
    await page.getByRole("heading", { level: 1, name: "Personer och roller" }).waitFor();
    await page.locator("[data-primary-action]").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Namn").fill("Ny Handläggare");
    await dialog.getByLabel("E-post").fill("ny@exempelkommun.example");
    await dialog.getByLabel("Roll", { exact: true }).selectOption("author");
    await dialog.getByLabel("Enhet").selectOption({ label: "Exempelkommun" });
    await checkAxe(page, "add person");
    await dialog.getByRole("button", { name: "Lägg till person" }).click();
    await page.getByRole("cell", { name: "ny@exempelkommun.example" }).waitFor();
    await settled(page);
    await checkPage(page, "people", { primary: "[data-primary-action]" });

    await page.evaluate('localStorage.setItem("beredd.language", "sv")');
    await page.reload();
    await page.getByRole("button", { name: "Ändra roller: Ny Handläggare" }).click();
    await dialog.getByLabel("Roll", { exact: true }).selectOption("breach-handler");
    await dialog.getByLabel("Enhet").selectOption({ label: "Exempelkommun" });
    await dialog.getByRole("button", { name: "Lägg till roll" }).click();
    await checkAxe(page, "edit roles");
    await dialog.getByRole("button", { name: "Spara" }).click();
    await page.getByText("Dataskyddssamordnare").first().waitFor();

    await page.goto(`${server.address}/journal`);
    await page.getByText("Person fick andra roller").first().waitFor();
    await page.getByText("Visa", { exact: true }).first().click();
    await settled(page);
    await checkPage(page, "journal", {});
  });

  test("shows what every role may do, in English too", async () => {
    const page = await browser.open({ language: "en" });
    await signIn(page, `${server.address}/permissions`);
    await page.getByText("journal:read", { exact: true }).first().waitFor();
    await settled(page);
    await checkAxe(page, "permissions");
    await page.screenshot({ path: "test-results/screens/permissions.png" });
    // The whole of it is longer than a picture: looked at part by part.
    await page.goto(`${server.address}/permissions?role=reader&q=incident.`);
    await page.getByText("Incident: see the list").waitFor();
    await settled(page);
    await checkPage(page, "permissions-role");
  });

  test("documents the API without script", async () => {
    const page = await browser.open();
    await page.goto(`${server.address}/api/docs`);
    await page.locator("summary").first().click();
    await checkAxe(page, "api docs");
    const border = "getComputedStyle(document.querySelector('details')).borderTopStyle";
    expect(await page.evaluate(border)).toBe("solid");
    await page.screenshot({ path: "test-results/screens/api-docs.png" });
  });
});
