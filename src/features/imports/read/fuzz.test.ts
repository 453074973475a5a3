import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ImportFault } from "../reasons.ts";
import { outcome } from "../test/outcome.ts";
import { zipOf } from "../test/zip.ts";
import { openCsv } from "./csv/read-csv.ts";
import { openXlsx } from "./xlsx/read-xlsx.ts";

// Whatever is in a file: it is read, or it is refused in one sentence. Never a crash, never a hang, never without bound.

const inPieces = (bytes: Buffer, size: number) =>
  (async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  })();

const csvLike = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ";",
        ",",
        "\t",
        "\n",
        "\r\n",
        '"',
        '""',
        "\u0000",
        "\ufeff",
        "\u2028",
        "\r",
        "=1+1",
        "'",
        "å",
        "namn",
        "1,5",
        "2023-04-12 12:05",
        " ",
      ),
      fc.string({ unit: "grapheme", maxLength: 8 }),
    ),
    { maxLength: 300 },
  )
  .map((parts) => Buffer.from(parts.join("")));
const bytes = fc.oneof(
  { weight: 3, arbitrary: csvLike },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3_000 }).map((all) => Buffer.from(all)) },
  { weight: 1, arbitrary: fc.string({ maxLength: 500 }).map((text) => Buffer.from(text, "utf16le")) },
  { weight: 1, arbitrary: fc.string({ maxLength: 500 }).map((text) => Buffer.from(text, "latin1")) },
);

describe("a CSV file of any bytes", () => {
  test("is read or refused in one sentence, in whatever pieces it comes, with the same outcome", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 400 }), async (file, size) => {
        const whole = await outcome(async () => (await openCsv(inPieces(file, file.length || 1))).batches);
        expect(await outcome(async () => (await openCsv(inPieces(file, size))).batches)).toBe(whole);
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    ["no end of line", "a"],
    ["a quote that never closes", '"'],
    ["separators without end", ";"],
    ["nothing but line ends", "\n"],
    ["quotes and separators in turn", '";'],
  ])("of 24 MB with %s takes neither long nor much memory", { timeout: 120_000 }, async (_what, unit) => {
    const piece = Buffer.from(unit.repeat(Math.ceil(65_536 / unit.length)));
    let most = 0;
    async function* endless() {
      yield Buffer.from("nummer;rubrik\r\n1;a\r\n2;b\r\n");
      for (let sent = 0; sent < 24 * 2 ** 20; sent += piece.length) {
        most = Math.max(most, process.memoryUsage().heapUsed);
        yield piece;
      }
    }
    const before = process.memoryUsage().heapUsed;
    try {
      for await (const batch of (await openCsv(endless())).batches()) void batch;
    } catch (error) {
      if (!(error instanceof ImportFault)) throw error;
    }
    expect(most - before).toBeLessThan(150 * 2 ** 20);
  });
});

const parts = {
  "xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="Ärenden" r:id="r1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
  "xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
  "xl/sharedStrings.xml": `<sst><si><t>Nummer</t></si><si><t>Rubrik</t></si></sst>`,
  "xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>45000.5</v></c></row></sheetData></worksheet>`,
};

/** A text with pieces cut out, doubled, or put in where they do not belong. */
const wounded = (text: string) =>
  fc
    .array(
      fc.record({
        at: fc.nat({ max: text.length }),
        cut: fc.nat({ max: 20 }),
        put: fc.oneof(
          fc.constantFrom(
            "",
            "<",
            ">",
            "&",
            "&#0;",
            "&#x110000;",
            "&lol;",
            "]]>",
            "<![CDATA[",
            "<!--",
            '"',
            "\u0000",
            "NaN",
            "-1",
            "1e999",
            "99999999999999999999",
            "r1048577",
            "XFE1",
            "../../../etc/passwd",
            "<row r='2'>",
            "<c r='A1' t='s'><v>-5</v></c>",
            "</sheetData>",
            "xl/workbook.xml",
          ),
          fc.string({ maxLength: 10 }),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((wounds) =>
      wounds.reduce((all, { at, cut, put }) => all.slice(0, at) + put + all.slice(at + cut), text),
    );

const wholeBook = zipOf(parts);
const brokenBooks = fc.oneof(
  fc
    .constantFrom(...(Object.keys(parts) as (keyof typeof parts)[]))
    .chain((name) => wounded(parts[name]).map((text) => zipOf({ ...parts, [name]: text }))),
  fc.constantFrom(...(Object.keys(parts) as (keyof typeof parts)[])).map((name) => {
    const { [name]: _left, ...rest } = parts;
    return zipOf(rest);
  }),
  fc
    .array(fc.record({ at: fc.nat({ max: wholeBook.length - 1 }), to: fc.nat({ max: 255 }) }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((flips) => {
      const copy = Buffer.from(wholeBook);
      for (const { at, to } of flips) copy[at] = to;
      return copy;
    }),
  fc.nat({ max: wholeBook.length }).map((length) => wholeBook.subarray(0, length)),
);

describe("a workbook of any bytes", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "beredd-fuzz-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function read(file: Buffer): Promise<string | number> {
    const path = join(folder, "book.xlsx");
    await writeFile(path, file);
    return outcome(async () => (await openXlsx(path)).batches);
  }

  test("as it should be is read", async () => {
    expect(await read(wholeBook)).toBe(1);
  });

  test("is read or refused in one sentence", async () => {
    await fc.assert(
      fc.asyncProperty(brokenBooks, async (file) => {
        expect(await read(file)).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [
      "ten entities, each ten of the one before",
      `<!DOCTYPE z [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`,
    ],
    ["an entity that is a file of this machine", `<!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/passwd">]>`],
    ["a document type from elsewhere", `<!DOCTYPE z SYSTEM "http://127.0.0.1/x.dtd">`],
  ])("with %s is refused before anything is expanded", async (_what, doctype) => {
    for (const [name, text] of Object.entries(parts))
      expect(await read(zipOf({ ...parts, [name]: `${doctype}${text}` })), name).toBe("xlsx-dtd");
  });

  test.each([
    [
      "a text without end",
      "xl/worksheets/sheet1.xml",
      `<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>${"a".repeat(64 * 2 ** 20)}`,
    ],
    ["an attribute without end", "xl/worksheets/sheet1.xml", `<worksheet x="${"a".repeat(64 * 2 ** 20)}`],
    ["elements in one another without end", "xl/worksheets/sheet1.xml", "<a>".repeat(20_000_000)],
    [
      "sheets without end",
      "xl/workbook.xml",
      `<workbook><sheets>${'<sheet name="a"/>'.repeat(4_000_000)}</sheets></workbook>`,
    ],
  ])("with %s takes neither long nor much memory, small as it comes", async (_what, name, content) => {
    const file = zipOf({ ...parts, [name]: content });
    const before = process.memoryUsage().heapUsed;
    const path = join(folder, "bomb.xlsx");
    await writeFile(path, file);
    // Its ratio would refuse it; this is about what comes after.
    const limits = { ratio: 1e9 };
    const found = await outcome(async () => (await openXlsx(path, { limits })).batches);
    expect(found).toMatch(/^xlsx-(?:damaged|too-large)$/u);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(150 * 2 ** 20);
  });

  test("with parts that name places outside it reads nothing there", async () => {
    for (const target of [
      "../../../../etc/passwd",
      "/etc/passwd",
      "file:///etc/passwd",
      "http://127.0.0.1/sheet.xml",
    ]) {
      const rels = parts["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", target);
      expect(await read(zipOf({ ...parts, "xl/_rels/workbook.xml.rels": rels }))).toBe("xlsx-not-a-workbook");
    }
  });
});
