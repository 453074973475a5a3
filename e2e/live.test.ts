import type { Page, Request } from "playwright-core";
import { describe, expect, test } from "vitest";
import { reportIncident } from "../src/features/incidents/report-incident.ts";
import { system } from "../src/platform/actor.ts";
import { chromiumFound, settled, signIn, useBrowser } from "./browser.ts";
import { administrator, useServer } from "./server.ts";

/** Browsers give one host six connections over HTTP/1.1, for all tabs together. */
const tabs = 8;

describe.skipIf(!chromiumFound)("live updates", () => {
  const server = useServer();
  const browser = useBrowser();

  const report = (title: string) =>
    reportIncident.call(
      server.runtime,
      system,
      { title, started: { at: "2023-04-12T08:00:00Z" } },
      { requestId: "e2e" },
    );
  const shows = (page: Page, title: string) =>
    page.getByRole("link", { name: title }).first().waitFor({ timeout: 20_000 });

  /** The incidents list in tabs of one browser, and the streams that it has open. */
  async function openTabs(count: number) {
    const first = await browser.open();
    await signIn(first, `${server.address}/incidents`);
    const streams = new Set<Request>();
    const context = first.context();
    const isStream = (request: Request) => new URL(request.url()).pathname.endsWith("/events");
    context.on("request", (request) => void (isStream(request) && streams.add(request)));
    context.on("requestfailed", (request) => streams.delete(request));
    context.on("requestfinished", (request) => streams.delete(request));
    await first.reload();
    await settled(first);
    const others: Page[] = [];
    for (let index = 1; index < count; index += 1) {
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(`${server.address}/incidents`);
      await settled(page);
      others.push(page);
    }
    // A page that is closed says no more of its requests.
    const openStreams = () => [...streams].filter((request) => !request.frame().page().isClosed()).length;
    return { first, others, openStreams };
  }

  test("eight tabs of one browser work, over one stream, and each hears of everything", async () => {
    const { first, others, openStreams } = await openTabs(tabs);
    await expect.poll(openStreams).toBe(1);
    await report("Nätet nere i åtta flikar");
    for (const page of [first, ...others]) await shows(page, "Nätet nere i åtta flikar");
  });

  test("nothing is missed when the tab that listens is closed, even as it is closed", async () => {
    const { first, others, openStreams } = await openTabs(3);
    await Promise.all([first.close(), report("Under tiden som fliken stängdes")]);
    for (const page of others) await shows(page, "Under tiden som fliken stängdes");
    await expect.poll(openStreams).toBe(1);
    await report("Efter att fliken stängdes");
    for (const page of others) await shows(page, "Efter att fliken stängdes");
  });

  test("loading page after page in one tab leaves no stream behind, and going back hears again", async () => {
    const { first, openStreams } = await openTabs(1);
    for (let index = 0; index < tabs; index += 1) {
      await first.goto(`${server.address}/${index % 2 === 0 ? "systems" : "incidents"}?n=${index}`, {
        timeout: 20_000,
      });
      await settled(first);
    }
    await expect.poll(openStreams).toBe(1);
    await report("Medan en annan sida visades");
    await first.goto(`${server.address}/systems`);
    await settled(first);
    await first.goBack();
    await shows(first, "Medan en annan sida visades");
    await report("Efter att ha gått tillbaka");
    await shows(first, "Efter att ha gått tillbaka");
  });

  test("signing out or in as another in one tab is seen in the others", async () => {
    const { first, others } = await openTabs(2);
    const [other] = others;
    if (other === undefined) throw new Error("There is no second tab.");
    await first.getByRole("button", { name: /^Konto/u }).click();
    await first.getByRole("button", { name: "Logga ut" }).click();
    await other.locator("input[name=password]").waitFor();
    await signIn(first, `${server.address}/incidents`);
    await other.getByRole("button", { name: `Konto: ${administrator.name}` }).waitFor();
    expect(await other.locator("input[name=password]").count()).toBe(0);
  });

  test("without locks, as on plain http, a tab listens for itself while it is seen", async () => {
    const page = await browser.open();
    await page.addInitScript(
      `Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined, configurable: true })`,
    );
    await signIn(page, `${server.address}/incidents`);
    await report("Utan lås");
    await shows(page, "Utan lås");
    const hide = (state: string) =>
      page.evaluate(
        `Object.defineProperty(document, "visibilityState", { get: () => "${state}", configurable: true });
         document.dispatchEvent(new Event("visibilitychange"))`,
      );
    const ended = page.waitForEvent("requestfailed", (request) => request.url().includes("/events"));
    await hide("hidden");
    await ended;
    await report("Medan fliken var dold");
    expect(await page.getByText("Medan fliken var dold").count()).toBe(0);
    await hide("visible");
    await shows(page, "Medan fliken var dold");
  });
});
