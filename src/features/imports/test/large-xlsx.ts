import { randomBytes } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { createDeflateRaw, crc32 } from "node:zlib";

/** One part of the container, as its central directory lists it. */
interface Part {
  readonly name: string;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const small: readonly (readonly [string, string])[] = [
  [
    "[Content_Types].xml",
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
  ],
  [
    "xl/_rels/workbook.xml.rels",
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ],
  [
    "xl/workbook.xml",
    `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>`,
  ],
];

const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const FILLERS = 8;

/** Incidents with eight wide columns that nobody asked for, which make up nearly all of the file. */
function* sheet(rows: number): Generator<Buffer> {
  const fillers = Array.from({ length: FILLERS }, (_, i) => cell(`Fyllnad ${i + 1}`)).join("");
  const header = ["Nummer", "Rubrik", "Anmäld"].map(cell).join("");
  yield Buffer.from(`<worksheet ${main}><sheetData><row>${header}${fillers}</row>`);
  for (let i = 0; i < rows; i += 1) {
    const wide = randomBytes(FILLERS * 500).toString("hex");
    const filled = Array.from({ length: FILLERS }, (_, n) => cell(wide.slice(n * 1000, (n + 1) * 1000)));
    const own = [`X${i}`, `Avbrott ${i}`, "2022-03-01 08:00"].map(cell).join("");
    yield Buffer.from(`<row>${own}${filled.join("")}</row>`);
  }
  yield Buffer.from("</sheetData></worksheet>");
}

/** Writes a workbook of about 8 kB a row, unpacked. Returns how large its sheet is unpacked. */
export async function writeLargeXlsx(path: string, rows: number): Promise<number> {
  const file = await open(path, "w");
  try {
    const parts: Part[] = [];
    let at = 0;
    const add = async (name: string, content: Iterable<Buffer>) => {
      const part = await writePart(file, at, name, content);
      parts.push(part);
      at += 30 + Buffer.byteLength(name) + part.packed;
    };
    for (const [name, content] of small) await add(name, [Buffer.from(content)]);
    await add("xl/worksheets/sheet1.xml", sheet(rows));
    const central = Buffer.concat(parts.map(centralHeader));
    const end = Buffer.alloc(22);
    end.write("PK\u0005\u0006", 0, "latin1");
    end.writeUInt16LE(parts.length, 8);
    end.writeUInt16LE(parts.length, 10);
    end.writeUInt32LE(central.length, 12);
    end.writeUInt32LE(at, 16);
    await file.write(Buffer.concat([central, end]), 0, undefined, at);
    return parts.at(-1)?.size ?? 0;
  } finally {
    await file.close();
  }
}

async function writePart(
  file: FileHandle,
  at: number,
  name: string,
  content: Iterable<Buffer>,
): Promise<Part> {
  const title = Buffer.from(name);
  let crc = 0;
  let size = 0;
  let packed = 0;
  function* counted() {
    for (const chunk of content) {
      crc = crc32(chunk, crc);
      size += chunk.length;
      yield chunk;
    }
  }
  const begins = at + 30 + title.length;
  for await (const chunk of Readable.from(counted()).pipe(createDeflateRaw({ level: 1 }))) {
    if (!Buffer.isBuffer(chunk)) continue;
    await file.write(chunk, 0, undefined, begins + packed);
    packed += chunk.length;
  }
  const part = { name, at, crc, packed, size };
  await file.write(Buffer.concat([Buffer.from("PK\u0003\u0004"), common(part), title]), 0, undefined, at);
  return part;
}

function common({ name, crc, packed, size }: Part): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(8, 4);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(packed, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt16LE(Buffer.byteLength(name), 22);
  return header;
}

function centralHeader(part: Part): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(part.at, 10);
  return Buffer.concat([
    Buffer.from("PK\u0001\u0002"),
    Buffer.from([20, 0]),
    common(part),
    rest,
    Buffer.from(part.name),
  ]);
}
