import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { reasonColumn } from "./mapping/profile.ts";
import { encodeText, type Encoding } from "./read/csv/encoding.ts";
import { openCsv } from "./read/csv/read-csv.ts";
import { reason } from "./reasons.ts";
import { RejectsWriter, sheetDialect } from "./rejects.ts";

async function rejectsOf(source: Buffer): Promise<Buffer> {
  const file = await openCsv(asyncOf(source));
  const out = new PassThrough();
  const written = buffer(out);
  const batches = [];
  for await (const batch of file.batches()) batches.push(batch);
  const writer = new RejectsWriter(out, file.dialect(), ({ code }) => code);
  for (const { rejected } of batches) await writer.write(rejected);
  out.end();
  return written;
}

async function* asyncOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

describe("RejectsWriter", () => {
  it.each(["utf-8", "windows-1252", "utf-16le"] satisfies Encoding[])(
    "writes rows back as they came, in %s, and they import when mended",
    async (encoding) => {
      const source = 'Nr;Ort;Kö\r\n1;Åmål;a\r\n2;Öja\r\n3;"sagt "" så";b;c\r\n4;"Glömt;d\r\n5;Växjö;e\r\n';
      const rejected = await rejectsOf(encodeText(source, encoding));
      const text = `${reasonColumn};Nr;Ort;Kö\r\nrow-column-count;2;Öja\r\nrow-column-count;3;"sagt "" så";b;c\r\nrow-quote-unterminated;4;"Glömt;d\r\n`;
      const mark = encoding === "utf-16le" ? "\uFEFF" : "";
      expect(rejected).toEqual(encodeText(mark + text, encoding));
      const mended = text.replace("2;Öja", "2;Öja;x").replace('så";b;c', 'så";b').replace('"Glömt', "Glömt");
      const again = await openCsv(asyncOf(encodeText(mark + mended, encoding)));
      const rows: string[][] = [];
      for await (const batch of again.batches()) rows.push(...batch.rows);
      expect(rows.map((row) => row.slice(1))).toEqual([
        ["2", "Öja", "x"],
        ["3", 'sagt " så', "b"],
        ["4", "Glömt", "d"],
      ]);
    },
  );

  it("gives broken bytes back byte for byte", async () => {
    const bad = Buffer.from([0x38, 0x3b, 0xe5, 0x0a]);
    const rejected = await rejectsOf(Buffer.concat([Buffer.from(`Nr;Ort\n1;Åmål\n2;Öja\n`), bad]));
    expect(rejected.subarray(-4)).toEqual(bad);
  });

  it("writes cells of a sheet as Excel in Swedish reads them", async () => {
    const out = new PassThrough();
    const written = buffer(out);
    const writer = new RejectsWriter(out, sheetDialect(["Nr", "Text"]), () => "för många; kolumner");
    await writer.write([
      { line: 4, reasons: [reason("row-column-count")], raw: null, cells: ["1", 'a;"b"'] },
    ]);
    out.end();
    expect((await written).toString()).toBe(
      `\uFEFF${reasonColumn};Nr;Text\r\n"för många; kolumner";1;"a;""b"""\r\n`,
    );
    expect(writer.count).toBe(1);
  });
});
