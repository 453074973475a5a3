import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import axe from "axe-core";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import type { Language } from "../src/shared/language.ts";
import { administrator } from "./server.ts";

const executablePath = process.env["BEREDD_CHROMIUM"] ?? "/usr/bin/chromium";

/** Where there is no Chromium the browser tests skip, and the run says so. */
export const chromiumFound = existsSync(executablePath);

const screens = path.join(import.meta.dirname, "../test-results/screens");

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface TestBrowser {
  /** A page with cookies and storage of its own. What the console complains of is gathered. */
  open(options?: OpenOptions): Promise<Page>;
}

export interface OpenOptions {
  readonly language?: Language;
  readonly width?: number;
}

const complaints = new WeakMap<Page, string[]>();

/** What the browser has complained of since the page was opened: errors, and what the CSP refused. */
export function complaintsOf(page: Page): readonly string[] {
  return complaints.get(page) ?? [];
}

function listen(page: Page): void {
  const heard: string[] = [];
  complaints.set(page, heard);
  page.on("pageerror", (error) => heard.push(String(error)));
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    // A 401 is how the client learns that nobody is signed in.
    if (/status of 401/u.test(message.text())) return;
    heard.push(`${message.text()} ${message.location().url}`);
  });
}

export function useBrowser(): TestBrowser {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    if (!chromiumFound) return;
    browser = await chromium.launch({ executablePath, args: flags });
    await mkdir(screens, { recursive: true });
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser?.close();
  });
  return {
    async open({ language = "sv", width = 1440 } = {}) {
      if (browser === undefined) throw new Error("Chromium was not found");
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        locale: language === "sv" ? "sv-SE" : "en-GB",
        timezoneId: "America/Los_Angeles",
        reducedMotion: "reduce",
      });
      contexts.push(context);
      await context.addInitScript(
        `localStorage.getItem("beredd.language") ?? localStorage.setItem("beredd.language", "${language}")`,
      );
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      listen(page);
      return page;
    },
  };
}

/** Signs in as a person does, and is then at the address. */
export async function signIn(
  page: Page,
  address: string,
  who: { readonly email: string; readonly password: string } = administrator,
): Promise<void> {
  await page.goto(address);
  await page.locator("input[name=email]").fill(who.email);
  await page.locator("input[name=password]").fill(who.password);
  await page.locator("form button[type=submit]").click();
  await page.locator(".b-header").waitFor();
  await settled(page);
}

/** Waits until nothing is being read in and the letters have their shapes. */
export async function settled(page: Page): Promise<void> {
  // Asked from outside: what polls within the page needs eval, which the CSP refuses.
  const ready =
    'document.querySelector("h1") !== null && document.querySelector(".ds-skeleton, .ds-spinner, [aria-busy=true]") === null';
  await expect.poll(() => page.evaluate<boolean>(ready), { timeout: 10_000 }).toBe(true);
  await page.evaluate("document.fonts.ready.then(() => true)");
}

export interface CheckOptions {
  /** What the page is for; it must be reached by Tab. */
  readonly primary?: string;
  /** Presses of Tab it may take at most. */
  readonly withinTabs?: number;
}

/**
 * Looks at a page as those who use it do: on a telephone and a desk, in both languages, light and
 * dark, by axe and by keyboard; the pictures are kept for eyes.
 */
export async function checkPage(page: Page, name: string, options: CheckOptions = {}): Promise<void> {
  for (const language of ["sv", "en"] as const) {
    await page.evaluate(`localStorage.setItem("beredd.language", "${language}")`);
    await page.reload();
    await settled(page);
    expect(await page.evaluate("document.documentElement.lang"), `${name}: lang`).toBe(language);
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const width of [360, 1440]) {
        const where = `${name}-${width}-${language}-${scheme}`;
        await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
        await checkLayout(page, where);
        await checkAxe(page, where);
        await page.screenshot({ path: path.join(screens, `${where}.png`), fullPage: true });
      }
    }
    if (options.primary !== undefined) await checkKeyboard(page, name, options);
  }
  await page.emulateMedia({ colorScheme: null });
  expect(complaintsOf(page), `${name}: the browser complains`).toEqual([]);
}

async function checkLayout(page: Page, where: string): Promise<void> {
  const [content, window] = await page.evaluate<[number, number]>(
    "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
  );
  expect(content, `${where}: scrolls sideways`).toBeLessThanOrEqual(window);
  expect(await page.locator("h1").count(), `${where}: one h1`).toBe(1);
  expect(await page.title(), `${where}: title`).toMatch(/ – Beredd$/u);
}

interface AxeFinding {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** No rule of axe may find anything; its best practices count too. */
export async function checkAxe(page: Page, where: string): Promise<void> {
  // Set apart from the page's own scripts, which the CSP would refuse to load from here.
  if (!(await page.evaluate("typeof axe !== 'undefined'"))) await page.evaluate(axe.source);
  const found = await page.evaluate<AxeFinding[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)",
  );
  const said = found.map(
    (one) =>
      `${one.id}: ${one.help}\n${one.nodes.map((node) => `  ${node.html.slice(0, 160)}\n  ${node.failureSummary ?? ""}`).join("\n")}`,
  );
  expect(said, `${where}: axe`).toEqual([]);
}

async function checkKeyboard(page: Page, name: string, options: CheckOptions): Promise<void> {
  await page.evaluate("document.activeElement?.blur?.(); window.scrollTo(0, 0)");
  const reached = `document.activeElement?.matches(${JSON.stringify(options.primary)}) ?? false`;
  for (let presses = 0; presses < (options.withinTabs ?? 60); presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate<boolean>(reached)) {
      const style = "getComputedStyle(document.activeElement)";
      const shown = await page.evaluate<boolean>(
        `${style}.outlineStyle !== "none" || ${style}.boxShadow !== "none"`,
      );
      expect(shown, `${name}: focus is seen`).toBe(true);
      return;
    }
  }
  expect.fail(`${name}: ${options.primary} is not reached by the keyboard`);
}
