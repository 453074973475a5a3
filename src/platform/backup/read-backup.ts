import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createZstdDecompress } from "node:zlib";
import type { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import { decrypt, type Opener } from "./age.ts";
import {
  endShape,
  FIRST,
  FORMAT,
  LAST,
  manifestShape,
  tableKey,
  type Digest,
  type Manifest,
} from "./manifest.ts";
import { readTar, type TarFile } from "./tar.ts";

/** What is done with what a backup holds, in the order in which it holds it. */
export interface BackupReader {
  /** Called once, before any table. */
  start?(manifest: Manifest, keys: readonly TarFile[]): Promise<void>;
  /** The next rows of a table, as COPY text; a table's parts follow each other. */
  part?(table: string, bytes: Buffer): Promise<void>;
  /** The table is whole. */
  tableEnd?(table: string, rows: number): Promise<void>;
  signal?: AbortSignal | undefined;
}

export interface BackupContent {
  manifest: Manifest;
  rows: number;
  bytes: number;
}

/** Reads a backup from its first byte to its last. Throws where it is not exactly what was written. */
export async function readBackup(file: string, opener: Opener, reader: BackupReader): Promise<BackupContent> {
  const reading = new Reading(reader);
  for await (const entry of readTar(unpacked(file, opener))) {
    reader.signal?.throwIfAborted();
    await reading.take(entry);
  }
  return reading.finish();
}

async function* unpacked(file: string, opener: Opener): AsyncGenerator<Buffer> {
  const source = createReadStream(file, { highWaterMark: 1024 * 1024 });
  const unzip = createZstdDecompress();
  let cause: unknown = null;
  pipeline(Readable.from(decrypt(source, opener)), unzip, (error) => (cause = error));
  try {
    yield* unzip;
  } catch (error) {
    throw explained(cause ?? error);
  }
}

/** What the file system says is told as it is; the rest is a fault of the file's content. */
function explained(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return new AppError("backup.no-file", { cause: error });
  return /^(EACCES|EIO|EISDIR)$/.test(code) ? error : new AppError("backup.damaged", { cause: error });
}

function parse<T extends z.ZodType>(shape: T, bytes: Buffer): z.output<T> {
  try {
    return shape.parse(JSON.parse(bytes.toString("utf8")));
  } catch (error) {
    throw new AppError("backup.damaged", { cause: error });
  }
}

class Reading {
  readonly #reader: BackupReader;
  readonly #keys: TarFile[] = [];
  readonly #counted = new Map<string, Digest>();
  #manifest: Manifest | null = null;
  #started = false;
  #table: { key: string; hash: Hash; rows: number; bytes: number } | null = null;
  #end: Record<string, Digest> | null = null;

  constructor(reader: BackupReader) {
    this.#reader = reader;
  }

  async take(entry: TarFile): Promise<void> {
    const [folder, name = ""] = entry.name.split("/");
    if (this.#end !== null) throw new AppError("backup.damaged");
    if (entry.name === FIRST) this.#readManifest(entry.bytes);
    else if (folder === "keys") this.#keys.push({ name, bytes: Buffer.from(entry.bytes) });
    else if (folder === "tables") await this.#part(name, entry.bytes);
    else if (entry.name === LAST) {
      await this.#begin();
      await this.#endTable();
      this.#end = parse(endShape, entry.bytes).tables;
    } else throw new AppError("backup.damaged");
  }

  #readManifest(bytes: Buffer): void {
    const manifest = parse(manifestShape, bytes);
    if (manifest.format > FORMAT)
      throw new AppError("backup.newer", { params: { release: manifest.release } });
    this.#manifest = manifest;
  }

  async #begin(): Promise<Manifest> {
    if (this.#manifest === null) throw new AppError("backup.damaged");
    if (!this.#started) await this.#reader.start?.(this.#manifest, this.#keys);
    this.#started = true;
    return this.#manifest;
  }

  async #part(key: string, bytes: Buffer): Promise<void> {
    const { tables } = await this.#begin();
    if (this.#table?.key !== key) {
      await this.#endTable();
      if (!tables.some((table) => tableKey(table) === key) || this.#counted.has(key))
        throw new AppError("backup.damaged");
      this.#table = { key, hash: createHash("sha256"), rows: 0, bytes: 0 };
    }
    this.#table.hash.update(bytes);
    this.#table.rows += linesIn(bytes);
    this.#table.bytes += bytes.length;
    await this.#reader.part?.(key, bytes);
  }

  async #endTable(): Promise<void> {
    if (this.#table === null) return;
    const { key, hash, rows, bytes } = this.#table;
    this.#counted.set(key, { rows, bytes, sha256: hash.digest("hex") });
    this.#table = null;
    await this.#reader.tableEnd?.(key, rows);
  }

  finish(): BackupContent {
    if (this.#manifest === null || this.#end === null) throw new AppError("backup.damaged");
    let [rows, bytes] = [0, 0];
    for (const table of this.#manifest.tables) {
      const told = this.#end[tableKey(table)];
      const counted = this.#counted.get(tableKey(table));
      if (told === undefined || told.rows !== (counted?.rows ?? 0)) throw new AppError("backup.damaged");
      if (counted !== undefined && told.sha256 !== counted.sha256) throw new AppError("backup.damaged");
      rows += told.rows;
      bytes += told.bytes;
    }
    return { manifest: this.#manifest, rows, bytes };
  }
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}
