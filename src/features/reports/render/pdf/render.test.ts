import { describe, expect, test } from "vitest";
import { composeReport } from "../../compose.ts";
import type { ReportModel } from "../../model.ts";
import { emptyReport, hostileReport, yearReport } from "../../test/extreme-reports.ts";
import { sampleReport } from "../../test/sample-report.ts";
import { has, readWith, run } from "../../test/tools.ts";
import { drawnCharts } from "../drawn-charts.ts";
import { pdfStandards, renderPdf, type PdfStandard } from "./render.ts";

function pdfOf(model: ReportModel, standard: PdfStandard = "ua-1"): Buffer {
  return renderPdf(composeReport(model), drawnCharts(model.language), standard);
}

function said(bytes: Buffer, program: string, ...args: string[]): string {
  return readWith(bytes, "pdf", (file) =>
    run(program, ...args, file, ...(program === "pdftotext" ? ["-"] : [])),
  );
}

const reports = {
  sample: sampleReport(),
  english: sampleReport("en"),
  empty: emptyReport(),
  year: yearReport(),
};

describe.each(pdfStandards)("a PDF declared %s", (standard) => {
  test.each(Object.entries({ ...reports, hostile: hostileReport() }))(
    "holds for the %s report",
    (_name, model) => {
      const bytes = pdfOf(model, standard).toString("latin1");
      // The identification stands uncompressed in the XMP packet; the compiler has refused what breaks it.
      const identification = {
        "ua-1": /<pdfuaid:part>1<\/pdfuaid:part>/u,
        "a-2a": /<pdfaid:part>2<\/pdfaid:part>[^]*<pdfaid:conformance>A<\/pdfaid:conformance>/u,
      };
      expect(bytes).toMatch(identification[standard]);
      expect(bytes).toContain(model.language === "sv" ? "sv-SE" : "en-GB");
    },
  );
});

test("one file does not claim both: the compiler checks against a single standard", () => {
  expect(pdfOf(reports.sample, "ua-1").toString("latin1")).not.toContain("pdfaid:part>");
  expect(pdfOf(reports.sample, "a-2a").toString("latin1")).not.toContain("pdfuaid:part>");
});

test("the same report gives the same file, byte for byte", () => {
  expect(pdfOf(reports.sample).equals(pdfOf(reports.sample))).toBe(true);
});

describe.skipIf(!has("pdfinfo"))("read by a program that did not write it", () => {
  const bytes = pdfOf(reports.sample);

  test("is tagged, titled, dated by the report, and A4", () => {
    const info = said(bytes, "pdfinfo", "-isodates");
    expect(info).toMatch(/Title:\s+Kvalitetsavvikelser i IT-tjänster/u);
    expect(info).toMatch(/Tagged:\s+yes/u);
    expect(info).toMatch(/CreationDate:\s+2023-06-14T11:05:00/u);
    expect(info).toMatch(/Page size:.*A4/u);
  });

  test("has a structure tree of title, headings, contents, tables with heads, and figures", () => {
    const tree = said(bytes, "pdfinfo", "-struct-text");
    expect(tree).toMatch(/^ *Document/mu);
    const headings = [...tree.matchAll(/^ *H(\d)\b.*$/gmu)].map(([, level]) => Number(level));
    expect(headings.length).toBeGreaterThan(12);
    for (const [index, level] of headings.entries())
      expect(level - (headings[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    const count = (tag: string) => tree.match(new RegExp(`^ *${tag}\\b`, "gmu"))?.length ?? 0;
    expect(count("TOCI")).toBeGreaterThan(12);
    expect(count("Table")).toBeGreaterThan(8);
    expect(count("THead")).toBe(count("Table"));
    expect(count("Figure")).toBe(3);
    expect(tree).toMatch(/TH[^]*?\/Scope \/Column/u);
  });

  test("embeds every font, and no other than Source Sans 3", () => {
    const fonts = said(bytes, "pdffonts")
      .split("\n")
      .slice(2)
      .filter((line) => line.trim() !== "");
    expect(fonts.length).toBeGreaterThan(1);
    for (const line of fonts) expect(line).toMatch(/^[A-Z]{6}\+SourceSans3\S*\s.*\byes yes yes\b/u);
  });

  test("says what the model says, and every missing figure as missing", () => {
    const text = said(bytes, "pdftotext", "-layout").replaceAll("\u00a0", " ").replace(/\s+/gu, " ");
    expect(text).toContain(
      "registrerades 1 003 incidenter, 247 fler än under första kvartalet 2022 (+33 %).",
    );
    const missing = reports.sample.figures.filter(({ value }) => value === null);
    expect(missing.length).toBeGreaterThan(0);
    for (const { label } of missing)
      expect(text).toContain(`${label} under första kvartalet 2023: uppgift saknas`);
    expect(text).toContain("Sida 2 av");
    expect(text).not.toMatch(/NaN|undefined|null/u);
  });

  test("shows hostile text as text, and spells out letters that no font has", () => {
    const text = said(pdfOf(hostileReport()), "pdftotext", "-raw").replaceAll("\u200b", "");
    expect(text).toContain("<script>");
    expect(text).toContain('#eval("1") *bold*');
    expect(text).toContain("[U+1F525]");
  });
});

test.skipIf(!has("pdftotext"))("the empty report says that it is empty, part by part", () => {
  const text = said(pdfOf(reports.empty), "pdftotext", "-layout").replace(/\s+/gu, " ");
  for (const words of [
    "Ingen sammanfattning är skriven",
    "Ingen major incident inträffade",
    "Inga åtgärder är registrerade",
    "Utkast, inte fastställd",
  ])
    expect(text).toContain(words);
});
