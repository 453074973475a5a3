import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Db } from "../../../platform/database/transaction.ts";
import { openFile } from "../../../platform/files/files.ts";
import { openArchive } from "../read/xlsx/archive.ts";
import type { RowBatch } from "../read/batch.ts";
import { openCsv } from "../read/csv/read-csv.ts";
import type { CsvDialect } from "../read/csv/dialect.ts";
import { magicOf } from "../read/sniff.ts";
import { openXlsx } from "../read/xlsx/read-xlsx.ts";
import { sheetDialect } from "../rejects.ts";

/** Where the bytes of an import stand: on this machine, or stored whole in the database. */
export type Place = { readonly path: string } | { readonly fileId: string };

/** A table of rows, whatever kind of file it came in. */
export interface OpenTable {
  readonly header: readonly string[];
  /** How rejected rows are written back; settled when the last row is read. */
  readonly dialect: () => CsvDialect;
  readonly batches: () => AsyncGenerator<RowBatch, void, undefined>;
  readonly close: () => Promise<void>;
}

/** Opens a file as a table: CSV as it streams, a workbook or an archive with one CSV in it from disk. */
export async function openTable(db: Db, place: Place): Promise<OpenTable> {
  if ("path" in place) {
    return (await isArchive(place.path)) ? openPacked(place.path) : openText(createReadStream(place.path));
  }
  const { stream } = await openFile(db, place.fileId);
  const { first, rest } = await peek(stream);
  if (magicOf(first) !== "file-is-spreadsheet") return openText(rest);
  // A zip container is read from its end, so it must lie on disk while it is read.
  const folder = await mkdtemp(join(tmpdir(), "beredd-import-"));
  const away = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, "file");
    await pipeline(rest, createWriteStream(path));
    return await openPacked(path, away);
  } catch (error) {
    await away();
    throw error;
  }
}

async function openText(source: AsyncIterable<Uint8Array>): Promise<OpenTable> {
  const file = await openCsv(source);
  return {
    header: file.header,
    dialect: file.dialect,
    batches: file.batches,
    close: async () => undefined,
  };
}

/** A workbook, or an archive with one CSV in it. */
export async function openPacked(
  path: string,
  away: () => Promise<void> = async () => undefined,
): Promise<OpenTable> {
  const archive = await openArchive(path);
  const [only, ...others] = archive.names().filter((name) => !name.endsWith("/"));
  if (only !== undefined && others.length === 0 && !archive.has("[Content_Types].xml")) {
    const stream = await archive.open(only);
    if (stream !== null) {
      const close = async () => {
        stream.destroy();
        archive.close();
        await away();
      };
      try {
        return { ...(await openText(stream)), close };
      } catch (error) {
        await close();
        throw error;
      }
    }
  }
  archive.close();
  const sheet = await openXlsx(path);
  return {
    header: sheet.header,
    dialect: () => sheetDialect(sheet.headerCells),
    batches: sheet.batches,
    close: async () => {
      sheet.close();
      await away();
    },
  };
}

async function isArchive(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return magicOf(buffer.subarray(0, bytesRead)) === "file-is-spreadsheet";
  } finally {
    await file.close();
  }
}

/** The first bytes, and a stream that still begins with them. */
async function peek(stream: Readable): Promise<{ first: Uint8Array; rest: AsyncIterable<Uint8Array> }> {
  const chunks: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]();
  const head = await chunks.next();
  const first = head.done === true ? new Uint8Array() : head.value;
  async function* rest(): AsyncGenerator<Uint8Array> {
    try {
      if (head.done === true) return;
      yield first;
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
    } finally {
      stream.destroy();
    }
  }
  return { first, rest: rest() };
}
