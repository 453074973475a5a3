import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";
import { csvCell, csvStream, safeText } from "./csv.ts";

const swedish = { language: "sv", timeZone: "Europe/Stockholm", yes: "ja", no: "nej" } as const;

describe("CSV for Excel", () => {
  test.each([
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r\n=1",
    " =1",
    "＝1",
    "|calc",
    '="a"&"b"',
  ])("a text that Excel would take for a formula is one no more: %j", (cell) => {
    expect(parse(safeText(cell), { delimiter: ";" })).toEqual([[`'${cell}`]]);
  });

  test.each(["-5", "+46", "-1,5"])("a number with a sign stays one: %s", (cell) => {
    expect(parse(safeText(cell), { delimiter: ";" })).toEqual([[cell]]);
  });

  test("every text comes back as it went in, save for the mark before what looks like a formula", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (cell) => {
        const rows: string[][] = parse(`${safeText(cell)};x`, { delimiter: ";" });
        expect([cell, `'${cell}`]).toContain(rows[0]?.[0]);
      }),
    );
  });

  test("numbers, times and truths are written as Swedish Excel reads them", () => {
    expect(csvCell(1.5, swedish)).toBe("1,5");
    expect(csvCell({ moment: "2023-04-12T12:05:00Z" }, swedish)).toBe("2023-04-12 14:05");
    expect(csvCell(true, swedish)).toBe("ja");
    expect(csvCell(null, swedish)).toBe("");
  });

  test("a file begins with the mark that makes Excel read å, and holds every page", async () => {
    async function* pages() {
      yield ["å;ä"];
      yield ["ö"];
    }
    const file = csvStream([{ header: "Namn", of: (row: string) => row }], pages(), swedish);
    // The consumer takes the mark away as part of decoding, so look at the bytes.
    const chunks: Buffer[] = [];
    for await (const chunk of file) chunks.push(Buffer.from(chunk));
    const bytes = Buffer.concat(chunks);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.subarray(3).toString("utf8")).toBe('Namn\r\n"å;ä"\r\nö\r\n');
  });
});
