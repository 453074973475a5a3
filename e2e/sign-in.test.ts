import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { addPerson } from "../src/features/access/people/add-person.ts";
import { codeAt } from "../src/features/access/second-factor/totp.ts";
import { system } from "../src/platform/actor.ts";
import { checkAxe, checkPage, chromiumFound, settled, signIn, useBrowser } from "./browser.ts";
import { administrator, useServer, type TestServer } from "./server.ts";

/** Browsers keep passkeys for a name, never for an address. */
const byName = (address: string) => address.replace("127.0.0.1", "localhost");
const PASSWORD = "en mening till personen";

async function withAuthenticator(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  await session.send("WebAuthn.addVirtualAuthenticator", { options });
}

/** A person of the test's own. */
async function person({ runtime }: TestServer) {
  const root = await runtime.db
    .selectFrom("unit")
    .select("id")
    .where("parent_id", "is", null)
    .executeTakeFirstOrThrow();
  const email = `${randomUUID()}@exempelkommun.example`;
  const grants = [{ role: "reader", unitId: root.id }];
  const made = { email, name: "Test Person", password: PASSWORD, grants };
  await addPerson.call(runtime, system, made, { requestId: randomUUID() });
  return { email, password: PASSWORD };
}

async function signOut(page: Page) {
  await page.getByRole("button", { name: /^Konto: / }).click();
  await page.getByRole("button", { name: "Logga ut", exact: true }).click();
  await page.locator("input[name=password]").waitFor();
}

describe.skipIf(!chromiumFound)("signing in", () => {
  const server = useServer();
  const browser = useBrowser();

  test("a passkey is added, named, signs in without a name, and once removed no more", async () => {
    const page = await browser.open();
    const address = byName(server.address);
    await withAuthenticator(page);
    await signIn(page, `${address}/account`, await person(server));
    await page.getByRole("button", { name: "Lägg till nyckel" }).click();
    await page.locator("dialog[open] input[name=name]").fill("Arbetsdatorn");
    await page.locator("dialog[open] button[type=submit]").click();
    await page.locator(".b-ways-list strong", { hasText: "Arbetsdatorn" }).waitFor();
    await page.getByRole("button", { name: "Byt namn: Arbetsdatorn" }).click();
    await page.locator("dialog[open] input[name=name]").fill("Telefonen");
    await page.locator("dialog[open] button[type=submit]").click();
    await page.locator(".b-ways-list strong", { hasText: "Telefonen" }).waitFor();
    await checkAxe(page, "account");
    await signOut(page);
    await page.getByRole("button", { name: "Logga in med inloggningsnyckel" }).click();
    await page.locator(".b-header").waitFor();
    await page.goto(`${address}/account`);
    await settled(page);
    expect(await page.locator(".b-ways-list").first().innerText()).toContain("Använd senast");
    await page.getByRole("button", { name: "Ta bort: Telefonen" }).click();
    await page.locator("dialog[open]").getByRole("button", { name: "Ta bort", exact: true }).click();
    await page.getByText("Du har inga inloggningsnycklar.").waitFor();
    await signOut(page);
    await page.getByRole("button", { name: "Logga in med inloggningsnyckel" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.locator("input[name=password]").isVisible()).toBe(true);
  });

  test("an app is added by its picture, its code is asked for, and a printed code helps when it is gone", async () => {
    const page = await browser.open();
    const who = await person(server);
    await signIn(page, `${server.address}/account`, who);
    await page.getByRole("button", { name: "Lägg till app" }).click();
    await page.locator(".b-scan").waitFor();
    await checkAxe(page, "account-second-factor");
    const secret = (await page.locator(".b-secret").innerText()).replaceAll(" ", "");
    await page.locator("input[name=code]").fill(codeAt(secret, new Date().toISOString()));
    await page.getByRole("button", { name: "Fortsätt" }).click();
    await page.locator(".b-codes li").first().waitFor();
    const codes = await page.locator(".b-codes code").allInnerTexts();
    expect(codes).toHaveLength(10);
    await page.getByRole("button", { name: "Jag har sparat koderna" }).click();
    await page.getByText("10 reservkoder är kvar.").waitFor();
    await signOut(page);
    await page.locator("input[name=email]").fill(who.email);
    await page.locator("input[name=password]").fill(who.password);
    await page.keyboard.press("Enter");
    await page.locator("input[name=code]").waitFor();
    await checkAxe(page, "sign-in-second-factor");
    await page.locator("input[name=code]").fill(codes[0] ?? "");
    await page.keyboard.press("Enter");
    await page.locator(".b-header").waitFor();
  });

  test("rules and providers are set by an administrator; one that is down is said in words beside the other ways", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/sign-in-rules`, administrator);
    await page.getByRole("button", { name: "Lägg till inloggningstjänst" }).click();
    const dialog = page.locator("dialog[open]");
    await dialog.locator("input[name=name]").fill("Kommunens inloggning");
    await dialog.locator("input[name=issuer]").fill("https://localhost:9");
    await dialog.locator("input[name=clientId]").fill("beredd");
    await dialog.locator("input[name=clientSecret]").fill("hemligt");
    await dialog.locator("button[type=submit]").click();
    await page.locator(".b-provider").waitFor();
    await page.getByRole("button", { name: "Lägg till regel" }).click();
    await settled(page);
    await checkAxe(page, "sign-in-rules with a rule");
    await page.getByRole("button", { name: "Pröva" }).click();
    await page.getByText("svarar inte som den ska").waitFor();
    await signOut(page);
    await page.getByRole("link", { name: "Logga in med Kommunens inloggning" }).click();
    await page.getByText("Kommunens inloggning svarar inte just nu.").waitFor();
    await checkAxe(page, "sign-in-provider-down");
    await signIn(page, `${server.address}/sign-in-rules`, administrator);
    await checkPage(page, "sign-in-rules");
    await page.goto(`${server.address}/account`);
    await settled(page);
    await checkPage(page, "account");
  });

  test("a one-time link leads to a new password", async () => {
    const page = await browser.open();
    const who = await person(server);
    await signIn(page, `${server.address}/people?q=${encodeURIComponent(who.email)}`, administrator);
    await page.getByRole("button", { name: "Inloggning: Test Person" }).click();
    await page.getByRole("button", { name: "Ge engångslänk till nytt lösenord" }).click();
    await page.locator("dialog[open] .b-secret").waitFor();
    await checkAxe(page, "person-sign-in");
    const link = await page.locator("dialog[open] .b-secret").innerText();
    await page.context().clearCookies();
    await page.goto("about:blank");
    await page.goto(link);
    await page.locator("input[name=password]").fill("en helt annan mening");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Till inloggningen" }).click();
    await signIn(page, server.address, { ...who, password: "en helt annan mening" });
  });
});
