import { describe, expect, test } from "vitest";
import { checkAxe, checkPage, chromiumFound, complaintsOf, settled, signIn, useBrowser } from "./browser.ts";
import { administrator, useServer } from "./server.ts";

describe.skipIf(!chromiumFound)("the shell", () => {
  const server = useServer();
  const browser = useBrowser();

  test("shows the sign-in page where one is, and that page after signing in", async () => {
    const page = await browser.open();
    await page.goto(`${server.address}/kit?service=mail`);
    await settled(page);
    await checkPage(page, "sign-in", { primary: "button[type=submit]" });
    await page.locator("input[name=email]").fill(administrator.email);
    await page.locator("input[name=password]").fill(administrator.password);
    await page.keyboard.press("Enter");
    await page.locator(".b-figures").waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/kit?service=mail");
  });

  test("says that the password is wrong in the person's language, and keeps the address filled in", async () => {
    const page = await browser.open({ language: "en" });
    await page.goto(server.address);
    await page.locator("input[name=email]").fill(administrator.email);
    await page.locator("input[name=password]").fill("not this one");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").innerText()).toContain("password is wrong");
    expect(await page.locator("input[name=email]").inputValue()).toBe(administrator.email);
    await checkAxe(page, "sign-in refused");
  });

  test("moves focus to the heading and names the tab on the way between pages", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/kit`);
    await page.locator(".b-brand").first().click();
    await page.waitForURL(`${server.address}/`);
    await settled(page);
    await expect.poll(() => page.evaluate("document.activeElement?.tagName")).toBe("H1");
    expect(await page.title()).toMatch(/ – Beredd$/u);
  });

  test("can be walked past its menus with the skip link", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/kit`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).hash).toBe("#content");
    expect(await page.evaluate("document.activeElement?.id")).toBe("content");
  });

  test("changes language and colours at once, and remembers both", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/kit`);
    await page.getByRole("button", { name: "English" }).click();
    expect(await page.evaluate("document.documentElement.lang")).toBe("en");
    await page.getByRole("button", { name: "Colour mode: Dark" }).click();
    await page.reload();
    await settled(page);
    expect(await page.evaluate("document.documentElement.lang")).toBe("en");
    expect(await page.evaluate("document.documentElement.dataset.colorScheme")).toBe("dark");
  });

  test("ends the session when one signs out", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/kit`);
    await page.getByRole("button", { name: `Konto: ${administrator.name}` }).click();
    await page.getByRole("button", { name: "Logga ut" }).click();
    await page.locator("input[name=password]").waitFor();
    await page.reload();
    await page.locator("input[name=password]").waitFor();
    expect(complaintsOf(page)).toEqual([]);
  });

  test("says calmly that the server is away, and goes on when it is back", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/kit`);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: /^Konto/u }).click();
    await page.getByRole("button", { name: "Logga ut" }).click();
    await page.getByText("Beredd svarar inte just nu").waitFor();
    await checkAxe(page, "outage");
    await page.context().setOffline(false);
    await page.locator(".b-outage").getByRole("button", { name: "Försök igen" }).click();
    await page.getByText("Beredd svarar inte just nu").waitFor({ state: "hidden" });
  });

  test("is walked by its drawer on a telephone, which closes on the page it leads to", async () => {
    const page = await browser.open({ width: 360 });
    await signIn(page, `${server.address}/kit`);
    await page.getByRole("button", { name: "Meny" }).click();
    const drawer = page.getByRole("dialog");
    await checkAxe(page, "drawer");
    await page.screenshot({ path: "test-results/screens/drawer-360.png" });
    await drawer.getByRole("link", { name: "Öppna" }).nth(1).click();
    await page.waitForURL(/\/kit\/incidents/u);
    await drawer.waitFor({ state: "hidden" });
  });

  test("marks one entry of the menu as the page one is on", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/kit/incidents?q=x`);
    const marked = page.locator(".b-side [aria-current=page]");
    expect(await marked.count()).toBe(1);
    expect(await marked.getAttribute("href")).toBe("/kit/incidents");
  });

  test("offers reporting from everywhere, by keyboard", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/kit`);
    await page.getByRole("button", { name: "Rapportera" }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".b-menu:popover-open").waitFor();
    await checkAxe(page, "report menu");
    await page.screenshot({ path: "test-results/screens/report-menu.png" });
    const first = await page.locator(".b-menu:popover-open a").first().getAttribute("href");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === first);
    expect(await page.locator(".b-menu:popover-open").count()).toBe(0);
  });

  test("tells where one is when the address leads nowhere", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/no-such-page`);
    expect(await page.locator("h1").innerText()).toBe("Sidan finns inte");
  });
});

describe.skipIf(!chromiumFound)("an empty installation", () => {
  const server = useServer({ empty: true });
  const browser = useBrowser();

  test("is set up in the browser by its first administrator, who is then signed in", async () => {
    const page = await browser.open();
    await page.goto(server.address);
    await settled(page);
    await checkPage(page, "setup", { primary: "button[type=submit]" });
    await page.locator("input[name=organisationName]").fill("Nystad");
    await page.locator("input[name=name]").fill(administrator.name);
    await page.locator("input[name=email]").fill(administrator.email);
    await page.locator("input[name=password]").fill(administrator.password);
    await page.keyboard.press("Enter");
    await page.locator(".b-header").waitFor();
    expect(await page.locator(".b-brand-organisation").innerText()).toBe("Nystad");
    await checkPage(page, "start");
  });
});

describe.skipIf(!chromiumFound)("the example organisation", () => {
  const server = useServer({
    examples: [
      { email: administrator.email, role: { sv: "Administratör", en: "Administrator" } },
      { email: "clerk@exempelkommun.example", role: { sv: "Servicedesk", en: "Service desk" } },
    ],
  });
  const browser = useBrowser();

  test("offers its sign-ins by the names of their roles, which fill in the address and leave the password to the person", async () => {
    const page = await browser.open();
    await page.goto(server.address);
    await settled(page);
    expect(await page.locator(".b-example strong").first().innerText()).toBe("Administratör");
    await checkPage(page, "sign-in-examples", { primary: "button[type=submit]" });
    await page.locator(".b-example").first().click();
    expect(await page.locator("input[name=email]").inputValue()).toBe(administrator.email);
    expect(await page.evaluate("document.activeElement?.getAttribute('name')")).toBe("password");
  });
});
