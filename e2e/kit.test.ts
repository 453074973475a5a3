import { describe, expect, test } from "vitest";
import { checkAxe, checkPage, chromiumFound, settled, signIn, useBrowser } from "./browser.ts";
import { useServer } from "./server.ts";

describe.skipIf(!chromiumFound)("the kit", () => {
  const server = useServer();
  const browser = useBrowser();

  test("is whole on a telephone and a desk, in both languages, light and dark", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/kit`);
    await checkPage(page, "kit", { primary: "[data-primary-action]" });
  });

  test("keeps filters in the address, so that what is seen is a link", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/kit`);
    await page.getByLabel("Fritext").fill("citrix");
    await page.waitForURL(/q=citrix/u);
    await page.getByLabel("Tjänst").selectOption("mail");
    await page.waitForURL(/service=mail/u);
    const rows = page.locator(".b-cards tbody tr");
    await expect.poll(() => rows.count()).toBe(1);
    await page.reload();
    await settled(page);
    expect(await page.getByLabel("Fritext").inputValue()).toBe("citrix");
    await page.getByRole("button", { name: "Rensa filter" }).click();
    await expect.poll(() => rows.count()).toBe(3);
    expect(new URL(page.url()).search).toBe("");
  });

  test("says on each field what is wrong, and moves to the first", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/kit`);
    await page.locator("form.b-form button[type=submit]").click();
    await page.getByText("2 fält behöver rättas").waitFor();
    expect(await page.evaluate("document.activeElement?.getAttribute('name')")).toBe("title");
    await checkAxe(page, "kit with faults");
  });

  test("shows the table behind a chart by one key", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/kit`);
    await page.locator(".b-chart canvas").waitFor();
    await page.locator(".b-chart [role=img]").focus();
    await page.keyboard.press("t");
    await page.locator(".b-chart").getByRole("cell", { name: "412" }).waitFor();
    await checkAxe(page, "kit chart as table");
  });

  test("asks for a reason, closes by Escape and gives focus back", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/kit`);
    const opener = page.getByRole("button", { name: "Stryk exemplet" }).first();
    await opener.click();
    const confirm = page.getByRole("dialog").getByRole("button", { name: "Stryk exemplet" });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel("Skäl").fill("Dubblett");
    expect(await confirm.isDisabled()).toBe(false);
    await checkAxe(page, "kit dialog");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.evaluate("document.activeElement?.textContent")).toBe("Stryk exemplet");
  });

  test("takes a time on the organisation's wall clock, wherever the browser is", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/kit`);
    const field = page.locator(".b-instant");
    expect(await field.getByLabel("Klockslag").inputValue()).toBe("14:05");
    await field.getByLabel("Datum").fill("2023-10-29");
    await field.getByLabel("Klockslag").fill("0230");
    await page.getByText("tiden inträffade två gånger").waitFor();
    await field.getByLabel("Klockslag").fill("25:00");
    await page.getByText("Skriv datum som 2023-04-12").waitFor();
  });
});
