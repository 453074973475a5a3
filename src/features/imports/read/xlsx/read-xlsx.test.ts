import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ImportFault } from "../../reasons.ts";
import { zipOf } from "../../test/zip.ts";
import { openXlsx, type XlsxOptions } from "./read-xlsx.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "beredd-xlsx-"));
});
afterAll(() => rm(folder, { recursive: true }));

const rels = `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`;
const book = (props = "") =>
  `<workbook xmlns:r="r">${props}<sheets><sheet name="Gömd" state="hidden" r:id="r2"/><sheet name="Ärenden" r:id="r1"/></sheets></workbook>`;
const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="0.00&quot; dagar&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`;
const strings = `<sst><si><t>Nummer</t></si><si><r><t>An</t></r><r><t>mäld</t></r><rPh><t>x</t></rPh></si><si><t xml:space="preserve">Fel &amp; brist</t></si></sst>`;
const sheet = (rows: string) => `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`;
const header = `<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="inlineStr"><is><t>Text</t></is></c></row>`;

function workbook(rows: string, more: Readonly<Record<string, string>> = {}): Buffer {
  return zipOf({
    "xl/workbook.xml": book(),
    "xl/_rels/workbook.xml.rels": rels,
    "xl/styles.xml": styles,
    "xl/sharedStrings.xml": strings,
    "xl/worksheets/sheet1.xml": sheet(
      `<row r="1"><c r="A1" t="inlineStr"><is><t>Utdrag</t></is></c></row>${header}${rows}`,
    ),
    "xl/worksheets/sheet2.xml": sheet(`${header}<row><c><v>9</v></c></row>`),
    ...more,
  });
}

async function read(bytes: Buffer, options: XlsxOptions = {}) {
  const path = join(folder, `${crc32(bytes)}.xlsx`);
  await writeFile(path, bytes);
  const file = await openXlsx(path, options);
  const rows: string[][] = [];
  const lines: number[] = [];
  const rejected: string[] = [];
  for await (const batch of file.batches()) {
    rows.push(...batch.rows);
    lines.push(...batch.lines);
    rejected.push(...batch.rejected.map(({ reasons }) => reasons[0]?.code ?? ""));
  }
  return { file, rows, lines, rejected };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ImportFault) return error.reason.code;
    throw error;
  }
  return "none";
}

const one = '<row r="4"><c r="A4"><v>1</v></c></row>';

describe("openXlsx", () => {
  it("reads the first visible sheet with its header under a title", async () => {
    const { file, rows, lines, rejected } = await read(
      workbook(
        `<row r="4"><c r="A4"><v>1003</v></c><c r="B4" s="2"><v>42429.0527777778</v></c><c r="C4" t="s"><v>2</v></c></row>` +
          `<row r="6"><c r="A6"><v>0.30000000000000004</v></c><c r="C6" t="b"><v>1</v></c></row>${header.replaceAll("3", "7")}` +
          `<row r="8"><c r="A8"><v>1</v></c><c r="D8"><v>4</v></c></row>`,
      ),
    );
    expect(file.sheets).toEqual([
      { name: "Gömd", hidden: true },
      { name: "Ärenden", hidden: false },
    ]);
    expect([file.sheet, file.header, file.headerLine]).toEqual(["Ärenden", ["Nummer", "Anmäld", "Text"], 3]);
    expect(rows).toEqual([
      ["1003", "2016-02-29T01:16:00", "Fel & brist"],
      ["0.3", "", "true"],
    ]);
    expect(lines).toEqual([4, 6]);
    expect(rejected).toEqual(["row-repeated-header", "row-column-count"]);
  });

  it("reads a named sheet, and says which there are when it is not there", async () => {
    expect((await read(workbook(one), { sheet: "Gömd" })).rows).toEqual([["9", "", ""]]);
    expect(await codeOf(read(workbook(one), { sheet: "Blad 7" }))).toBe("xlsx-no-such-sheet");
  });

  it("shows dates by their style in both systems of dates, and amounts as amounts", async () => {
    const cells = (values: readonly (readonly [style: number, value: string])[]) =>
      values.map(([s, v], i) => `<row r="${i + 4}"><c r="A${i + 4}" s="${s}"><v>${v}</v></c></row>`).join("");
    const rows = cells([
      [1, "1"],
      [1, "59"],
      [1, "61"],
      [1, "45000"],
      [2, "45000.5"],
      [3, "0.75"],
      [4, "1.5"],
      [5, "45000"],
      [0, "45000"],
    ]);
    const shown = (await read(workbook(rows))).rows.map(([value]) => value);
    expect(shown).toEqual([
      "1900-01-01",
      "1900-02-28",
      "1900-03-01",
      "2023-03-15",
      "2023-03-15T12:00:00",
      "18:00:00",
      "1.5",
      "45000",
      "45000",
    ]);
    const old = workbook(cells([[1, "43538"]]), { "xl/workbook.xml": book('<workbookPr date1904="1"/>') });
    expect((await read(old)).rows[0]?.[0]).toBe("2023-03-15");
  });

  it("refuses bombs before they go off", async () => {
    const bomb = workbook("", { "xl/worksheets/sheet1.xml": sheet(header + " ".repeat(30_000_000)) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await codeOf(read(bomb))).toBe("xlsx-ratio");
    expect(await codeOf(read(workbook(one), { limits: { bytes: 1_000 } }))).toBe("xlsx-too-large");
    expect(await codeOf(read(workbook(one), { limits: { entries: 3 } }))).toBe("xlsx-too-many-entries");
    expect(await codeOf(read(workbook(one), { limits: { sharedStrings: 10 } }))).toBe("xlsx-shared-strings");
    const entities = '<!DOCTYPE x [<!ENTITY a "aaaa">]>';
    expect(await codeOf(read(workbook(one, { "xl/workbook.xml": entities + book() })))).toBe("xlsx-dtd");
  });

  it("does not believe the size that an entry declares", async () => {
    const honest = workbook(one);
    const name = Buffer.from("xl/worksheets/sheet1.xml");
    const lying = Buffer.from(honest);
    const entry = lying.lastIndexOf(name) - 46;
    lying.writeUInt32LE(10, entry + 24);
    expect(await codeOf(read(lying))).toBe("xlsx-damaged");
  });

  it("gives truncated, damaged and other files a code", async () => {
    const path = join(folder, "cut.xlsx");
    await writeFile(path, workbook(one));
    await truncate(path, (await readFile(path)).length - 30);
    expect(await codeOf(openXlsx(path))).toBe("xlsx-truncated");
    expect(await codeOf(read(Buffer.from("Nr;Text\n1;a\n")))).toBe("xlsx-not-a-workbook");
    expect(await codeOf(read(Buffer.alloc(0)))).toBe("file-empty");
    expect(await codeOf(read(zipOf({ "hej.txt": "hej" })))).toBe("xlsx-not-a-workbook");
    expect(await codeOf(read(workbook("<row><c></row>")))).toBe("xlsx-damaged");
    expect(await codeOf(read(workbook("")))).toBe("file-no-rows");
    expect(await codeOf(read(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])))).toBe(
      "xlsx-encrypted",
    );
  });
});
