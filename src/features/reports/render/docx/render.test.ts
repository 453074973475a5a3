import { SaxesParser, type SaxesTagPlain } from "saxes";
import { beforeAll, describe, expect, test } from "vitest";
import { composeReport } from "../../compose.ts";
import type { ReportModel } from "../../model.ts";
import { emptyReport, hostileReport, hostileTexts } from "../../test/extreme-reports.ts";
import { sampleReport } from "../../test/sample-report.ts";
import { unzip } from "../../test/tools.ts";
import { drawnCharts } from "../drawn-charts.ts";
import { renderDocx } from "./render.ts";

async function partsOf(model: ReportModel): Promise<Map<string, Buffer>> {
  return unzip(await renderDocx(composeReport(model), drawnCharts(model.language)));
}

type Read = { readonly tags: SaxesTagPlain[]; readonly text: string };

/** Throws on anything that is not well-formed. */
function parse(xml: string): Read {
  const tags: SaxesTagPlain[] = [];
  let text = "";
  const parser = new SaxesParser();
  parser.on("opentag", (tag) => tags.push(tag));
  parser.on("text", (piece) => (text += piece));
  parser.on("closetag", (tag) => (text += tag.name === "w:p" ? "\n" : ""));
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return { tags, text };
}

const reports = {
  sample: sampleReport(),
  english: sampleReport("en"),
  empty: emptyReport(),
  hostile: hostileReport(),
};

describe.each(Object.entries(reports))("the Word file of the %s report", (_name, model) => {
  let parts: Map<string, Buffer>;
  beforeAll(async () => {
    parts = await partsOf(model);
  });
  const part = (name: string): string => parts.get(name)?.toString("utf8") ?? "";

  test("consists of well-formed parts, each of a declared content type", () => {
    const types = parse(part("[Content_Types].xml")).tags;
    const defaults = types
      .filter(({ name }) => name === "Default")
      .map(({ attributes }) => attributes["Extension"]);
    const overrides = types
      .filter(({ name }) => name === "Override")
      .map(({ attributes }) => attributes["PartName"]);
    const files = [...parts].filter(([name]) => !name.endsWith("/"));
    for (const [name, bytes] of files) if (/\.(?:xml|rels)$/u.test(name)) parse(bytes.toString("utf8"));
    const declared = (name: string) =>
      overrides.includes(`/${name}`) || defaults.includes(name.split(".").at(-1) ?? "");
    expect(files.map(([name]) => name).filter((name) => !declared(name))).toEqual([]);
  });

  test("has no relationship to a part that is not there", () => {
    const { tags } = parse(part("word/_rels/document.xml.rels"));
    const targets = tags.filter(
      ({ name, attributes }) => name === "Relationship" && attributes["TargetMode"] !== "External",
    );
    const absent = targets
      .map(({ attributes }) => `word/${attributes["Target"]}`)
      .filter((name) => !parts.has(name));
    expect(absent).toEqual([]);
    const known = new Set(tags.map(({ attributes }) => attributes["Id"]));
    const used = [...part("word/document.xml").matchAll(/r:(?:id|embed)="([^"]+)"/gu)].map(([, id]) => id);
    expect(used.filter((id) => !known.has(id ?? ""))).toEqual([]);
  });

  test("uses only styles that it defines", () => {
    const defined = new Set(
      [...part("word/styles.xml").matchAll(/w:styleId="([^"]+)"/gu)].map(([, id]) => id),
    );
    const used = [
      ...part("word/document.xml").matchAll(/<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"/gu),
    ].map(([, id]) => id);
    expect([...new Set(used)].filter((id) => !defined.has(id))).toEqual([]);
  });

  test("lists every heading in a table of contents that Word need not fill in or ask about", () => {
    const document = part("word/document.xml");
    const contents = parse(
      document
        .slice(document.indexOf("<w:sdtContent>"), document.indexOf("</w:sdt>"))
        .replace("<w:sdtContent>", '<r xmlns:w="w">')
        .replace("</w:sdtContent>", "</r>"),
    ).text;
    const headings = composeReport(model).sections.map(({ heading }) => heading);
    for (const heading of headings) expect(contents).toContain(heading);
    expect(document).toContain("TOC \\h \\o &quot;1-2&quot;");
    expect(document).not.toContain("w:dirty");
    expect(part("word/settings.xml")).not.toContain("updateFields");
  });

  test("is marked with its language, and dated by the report and not by the clock", () => {
    const tag = model.language === "sv" ? "sv-SE" : "en-GB";
    expect(part("word/styles.xml")).toContain(`<w:lang w:val="${tag}"/>`);
    expect(part("docProps/core.xml")).toContain(`<dc:language>${tag}</dc:language>`);
    expect(part("docProps/core.xml")).toContain((model.frozenAt ?? model.generatedAt).slice(0, 16));
  });

  test("is A4 with its page numbers written out", () => {
    expect(part("word/document.xml")).toContain('<w:pgSz w:w="11906" w:h="16838"');
    const footer = parse(part("word/footer1.xml")).text;
    expect(footer).toMatch(
      model.language === "sv" ? /Sida .*PAGE.* av .*NUMPAGES/su : /Page .*PAGE.* of .*NUMPAGES/su,
    );
  });
});

test("every table row stays whole, and every head is repeated on the next page", async () => {
  const document = (await partsOf(reports.sample)).get("word/document.xml")?.toString("utf8") ?? "";
  const tables = document.split('<w:tblStyle w:val="ReportTable"/>').length - 1;
  expect(tables).toBeGreaterThan(8);
  expect(document.split("<w:tblHeader/>").length - 1).toBe(tables);
  expect(document.split("<w:cantSplit/>").length).toBe(document.split("<w:tr>").length);
});

test("every chart says its values to those who cannot see it", async () => {
  const { tags } = parse((await partsOf(reports.sample)).get("word/document.xml")?.toString("utf8") ?? "");
  const alts = tags
    .filter(({ name }) => name === "wp:docPr")
    .map(({ attributes }) => attributes["descr"] ?? "");
  expect(alts).toHaveLength(3);
  expect(alts[0]?.replaceAll("\u00a0", " ")).toContain(
    "1 003 (första kvartalet 2023), 756 (första kvartalet 2022)",
  );
  expect(alts[1]).toContain("uppgift saknas");
});

test("hostile text is text", async () => {
  const { text, tags } = parse(
    (await partsOf(reports.hostile)).get("word/document.xml")?.toString("utf8") ?? "",
  );
  expect(text).toContain(hostileTexts.markup);
  expect(text).toContain(hostileTexts.typst);
  expect(text).toContain(hostileTexts.letters);
  expect(tags.some(({ name }) => name === "script")).toBe(false);
});
