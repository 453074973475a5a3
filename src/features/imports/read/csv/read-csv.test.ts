import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ImportFault } from "../../reasons.ts";
import type { RejectedRow } from "../batch.ts";
import { encodeText, type Encoding } from "./encoding.ts";
import { openCsv, type CsvOptions } from "./read-csv.ts";

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer | string, size = 1 << 20, options: CsvOptions = {}) {
  const file = await openCsv(chunksOf(Buffer.from(bytes), size), options);
  const rows: string[][] = [];
  const lines: number[] = [];
  const rejected: RejectedRow[] = [];
  let blank = 0;
  for await (const batch of file.batches()) {
    rows.push(...batch.rows);
    lines.push(...batch.lines);
    rejected.push(...batch.rejected);
    blank += batch.blank;
  }
  return { header: file.header, dialect: file.dialect(), rows, lines, rejected, blank };
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

const codes = (rejected: readonly RejectedRow[]) => rejected.map(({ reasons }) => reasons[0]?.code);

describe("openCsv", () => {
  it("reads what csv-parse reads, whatever the dialect and however the bytes are cut", async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('å"ä', "a;b,c", "rad 1\nrad 2", "rad 1\r\nrad 2", '"', "", "𝄞"),
    );
    const table = fc
      .integer({ min: 2, max: 6 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
      );
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(",", ";", "\t"),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (rows, delimiter, newline, always, size) => {
          const quote = (text: string) =>
            always || /["\r\n\t;,]/.test(text) || text !== text.trim()
              ? `"${text.replaceAll('"', '""')}"`
              : text;
          const clean = rows.map((row) => row.map((text) => text.replaceAll("\0", "")));
          const names = clean[0]?.map((_, index) => `Kolumn ${"abcdefgh"[index]}`) ?? [];
          const text = [names, ...clean].map((row) => row.map(quote).join(delimiter)).join(newline) + newline;
          const theirs = parse(text, { delimiter, record_delimiter: newline, relax_quotes: true })
            .slice(1)
            .filter((row) => row.some((value) => value.trim() !== ""));
          const options: CsvOptions = {
            encoding: "utf-8",
            delimiter: delimiter === "," ? "," : delimiter === ";" ? ";" : "\t",
          };
          fc.pre(theirs.length > 0);
          const ours = await read(text, size, options);
          expect(ours.rejected).toEqual([]);
          expect(ours.rows).toEqual(theirs);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("reads a table longer than its sample alike in chunks of every size", async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `INC${i};"Fel ""${i}""\n i rad två";Göteborg`);
    const text = `Nummer;Rubrik;Ort\n${rows.join("\n")}\n`;
    for (const size of [4_093, 65_536, 1 << 24]) {
      const file = await read(text, size);
      expect(file.rows).toHaveLength(30_000);
      expect(file.rows[29_999]).toEqual(["INC29999", 'Fel "29999"\n i rad två', "Göteborg"]);
      expect(file.lines[29_999]).toBe(2 + 29_999 * 2);
      expect(file.rejected).toEqual([]);
    }
  });

  it.each(["utf-8", "windows-1252", "utf-16le", "utf-16be"] satisfies Encoding[])(
    "recognises %s, with and without a mark",
    async (encoding) => {
      const text = "Ärende;Plats;Pris\n1;Åmål;5 €\n2;Öja;”7”\n";
      const bare = await read(encodeText(text, encoding), 3);
      expect(bare.dialect.encoding).toBe(encoding);
      expect(bare.rows).toEqual([
        ["1", "Åmål", "5 €"],
        ["2", "Öja", "”7”"],
      ]);
      if (encoding === "windows-1252") return;
      const marked = await read(encodeText(`\uFEFF${text}`, encoding));
      expect(marked.header).toEqual(["Ärende", "Plats", "Pris"]);
      expect(marked.dialect.bom).toBe(true);
    },
  );

  it("settles the encoding of a file whose first letter beyond ASCII comes late", async () => {
    const plain = "Nr;Ort\n" + "1;Nacka\n".repeat(60_000);
    const ours = await read(
      Buffer.concat([Buffer.from(plain), encodeText("2;Åre\n", "windows-1252")]),
      65_536,
    );
    expect(ours.dialect.encoding).toBe("windows-1252");
    expect(ours.rows.at(-1)).toEqual(["2", "Åre"]);
  });

  it("finds the header under titles and passes over a sep line", async () => {
    const titled = await read(
      "Export från systemet\nSkapad;2024-01-02\n\nNummer;Status;Anmäld\n1;Ny;2024-01-01\n2;Ny;2024-01-02\n",
    );
    expect([titled.header, titled.dialect.headerLine, titled.lines]).toEqual([
      ["Nummer", "Status", "Anmäld"],
      4,
      [5, 6],
    ]);
    const told = await read("sep=;\r\nA;B\r\n1,5;2,5\r\n");
    expect([told.header, told.rows]).toEqual([["A", "B"], [["1,5", "2,5"]]]);
  });

  it("is not misled by decimal commas and tells doubled names apart", async () => {
    const file = await read("Namn;Värde;Värde;\nx;1,5;2,5;\ny;2,5;3,5;\n");
    expect(file.header).toEqual(["Namn", "Värde", "Värde (2)"]);
    expect(file.rows).toEqual([
      ["x", "1,5", "2,5"],
      ["y", "2,5", "3,5"],
    ]);
  });

  it("rejects what is malformed, with its own text, and keeps every good row", async () => {
    const text =
      'Nr,Text,Ort\n1,a,x\n2,"glömt,y\n3,c,z\n4,för,många,här\n5,e,v\nNr,Text,Ort\n6,"slut"fel,u\n7,g\0g,t\n8,h,s\n9,"sista\n';
    const file = await read(text);
    expect(file.rows.map((row) => row[0])).toEqual(["1", "3", "5", "8"]);
    expect(codes(file.rejected)).toEqual([
      "row-quote-unterminated",
      "row-column-count",
      "row-repeated-header",
      "row-quote-malformed",
      "row-binary",
      "row-truncated",
    ]);
    expect(file.rejected.map(({ line, raw }) => [line, raw])[0]).toEqual([3, '2,"glömt,y']);
  });

  it("accounts for every row of a damaged file however it is cut", async () => {
    const text = 'Nr;Text\n1;a\n2;"x\n3;b\n4\n;\n5;"ok\ntvå"\n6;c';
    const whole = await read(text);
    for (let size = 1; size < 20; size += 1) expect(await read(text, size)).toEqual(whole);
    expect(whole.rows.length + whole.rejected.length + whole.blank).toBe(7);
  });

  it("rejects only the rows with wrongly encoded bytes, and gives the bytes back", async () => {
    const good = Array.from({ length: 50 }, (_, i) => `${i};Åäö ${i}\n`).join("");
    const bytes = Buffer.concat([
      Buffer.from(`Nr;Ort\n${good}`),
      Buffer.from([0x78, 0x3b, 0xc5, 0x6d, 0x0a]),
      Buffer.from("y;Öja\n"),
    ]);
    const file = await read(bytes);
    expect(file.rows).toHaveLength(51);
    expect(codes(file.rejected)).toEqual(["row-encoding"]);
    expect(encodeText(file.rejected[0]?.raw ?? "", "utf-8")).toEqual(Buffer.from([0x78, 0x3b, 0xc5, 0x6d]));
  });

  it("gives each file that is no table one clear code", async () => {
    expect(await codeOf(read(""))).toBe("file-empty");
    expect(await codeOf(read("\n \n"))).toBe("file-empty");
    expect(await codeOf(read("Nr;Ort\n"))).toBe("file-no-rows");
    expect(await codeOf(read(Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i * 37) % 256))))).toBe(
      "file-binary",
    );
    expect(await codeOf(read(Buffer.from("PK\u0003\u0004rest")))).toBe("file-is-spreadsheet");
    expect(await codeOf(read("%PDF-1.7"))).toBe("file-is-pdf");
    expect(await codeOf(read(`${Array.from({ length: 1_001 }, (_, i) => `k${i}`).join(";")}\n`))).toBe(
      "file-too-many-columns",
    );
  });

  it("reads 200 columns, and tells a row cut off at the end of the file", async () => {
    const line = (prefix: string) => Array.from({ length: 200 }, (_, i) => `${prefix}${i}`).join(",");
    const file = await read(`${line("kol")}\n${line("v")}\nv0,v1,v2`);
    expect([file.header.length, file.rows.length, codes(file.rejected)]).toEqual([200, 1, ["row-truncated"]]);
  });
});
