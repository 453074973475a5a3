import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { composeReport } from "../../compose.ts";
import type { ReportModel } from "../../model.ts";
import { emptyReport, hostileReport, hostileTexts, yearReport } from "../../test/extreme-reports.ts";
import { sampleReport } from "../../test/sample-report.ts";
import { drawnCharts } from "../drawn-charts.ts";
import { escapeHtml, html } from "./html.ts";
import { renderHtml } from "./render.ts";

function pageOf(model: ReportModel): string {
  return renderHtml(composeReport(model), drawnCharts(model.language));
}

test("the html tag escapes content and attributes, and keeps what it made itself", () => {
  const inner = html`<b>${"<\"&'"}</b>`;
  expect(html`<p title="${'"x"'}">${inner}${[inner, null, 3]}</p>`.text).toBe(
    '<p title="&quot;x&quot;"><b>&lt;&quot;&amp;&#39;</b><b>&lt;&quot;&amp;&#39;</b>3</p>',
  );
});

test("the page needs nothing but itself", () => {
  const page = pageOf(sampleReport());
  expect(page).not.toMatch(/<(?:script|link|img|iframe)\b/u);
  expect(page.match(/url\((?!data:|#)/gu)).toBeNull();
});

test("every figure leads to its records", () => {
  const model = sampleReport();
  const page = pageOf(model);
  for (const { records } of model.figures)
    expect(
      records === null || page.includes(`href="${escapeHtml(`https://beredd.example${records}`)}"`),
    ).toBe(true);
});

test("the same report gives the same page", () => {
  expect(pageOf(sampleReport())).toBe(pageOf(sampleReport()));
});

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

describe.skipIf(!existsSync(executablePath))("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });
  afterAll(() => browser.close());

  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const reports = {
    sample: sampleReport(),
    english: sampleReport("en"),
    empty: emptyReport(),
    year: yearReport(),
    hostile: hostileReport(),
  };

  describe.each(Object.entries(reports))("the %s report", (_name, model) => {
    test.each([
      [360, "light"],
      [360, "dark"],
      [1440, "light"],
      [1440, "dark"],
    ] as const)(
      "at %i px, %s: nothing axe objects to, nothing wider than the screen",
      async (width, colorScheme) => {
        const context = await browser.newContext({
          viewport: { width, height: 900 },
          colorScheme,
          bypassCSP: true,
        });
        try {
          const page = await context.newPage();
          await page.setContent(pageOf(model));
          await page.evaluate(axe);
          const found = await page.evaluate(
            "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))",
          );
          expect(found).toEqual([]);
          expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
        } finally {
          await context.close();
        }
      },
      60_000,
    );
  });

  test("hostile text is read as text and runs nothing", async () => {
    const page = await browser.newPage();
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.setContent(pageOf(hostileReport()));
    const text = await page.locator("main").innerText();
    expect(text).toContain(hostileTexts.markup);
    expect(text).toContain(hostileTexts.letters);
    expect(text).not.toContain("\u202e");
    expect(dialogs).toEqual([]);
    expect(await page.locator("script").count()).toBe(0);
    await page.close();
  });
});
