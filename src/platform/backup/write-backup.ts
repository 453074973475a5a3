import { createHash } from "node:crypto";
import { constants as fs, createWriteStream } from "node:fs";
import { access, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress } from "node:zlib";
import type { ClientBase } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { AppError } from "../../shared/errors.ts";
import { flushFolder } from "../key-file.ts";
import { explainDatabaseError } from "../database/transaction.ts";
import { encrypt, type Lock } from "./age.ts";
import {
  listMigrations,
  listSequences,
  listTables,
  newestSeal,
  serverVersion,
  SESSION,
  sizeOf,
} from "./catalogue.ts";
import {
  columnList,
  FIRST,
  FORMAT,
  keyPath,
  LAST,
  partPath,
  qualified,
  tableKey,
  type BackupTable,
  type Digest,
  type Manifest,
} from "./manifest.ts";
import { writeTar, type TarFile } from "./tar.ts";

/** Bytes a part: few enough to hold in memory, many enough to be few. */
const PART = 4 * 1024 * 1024;
const NEWLINE = 10;

export interface WritingBackup {
  /** A session that may read every table; nobody else may use it meanwhile. */
  client: ClientBase;
  keyDir: string;
  file: string;
  lock: Lock;
  release: string;
  now: string;
  /** Bytes that were read of the tables, and about how many there are. */
  onProgress?: (bytes: number, of: number) => void;
  signal?: AbortSignal | undefined;
}

export interface BackupSummary {
  file: string;
  /** Bytes of the file, and of what is in it. */
  size: number;
  content: number;
  tables: number;
  rows: number;
  head: Manifest["head"];
  madeAt: string;
}

/**
 * Writes the whole installation to one encrypted file: one snapshot, so writers go on meanwhile. The file has its
 * name only when all of it is on the disk.
 */
export async function writeBackup(writing: WritingBackup): Promise<BackupSummary> {
  const { client, file } = writing;
  if ((await stat(file).catch(() => null)) !== null)
    throw new AppError("backup.exists", { params: { file } });
  await access(path.dirname(file), fs.W_OK).catch((error: NodeJS.ErrnoException) => {
    const params = { folder: path.dirname(file), reason: error.code ?? error.message };
    throw new AppError("backup.folder", { params, cause: error });
  });
  const part = `${file}.part`;
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    await client.query(SESSION);
    const content = await Content.read(writing);
    await pipeline(
      writeTar(content.files()),
      createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
      (packed: AsyncIterable<Buffer>) => encrypt(packed, writing.lock),
      createWriteStream(part, { mode: 0o600, flush: true, highWaterMark: 1024 * 1024 }),
      { signal: writing.signal },
    );
    await client.query("commit");
    await rename(part, file);
    await flushFolder(path.dirname(file));
    return { ...content.summary(), file, size: (await stat(file)).size };
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    await rm(part, { force: true }).catch(() => undefined);
    throw explainDatabaseError(error);
  }
}

class Content {
  readonly #writing: WritingBackup;
  readonly #manifest: Manifest;
  readonly #size: number;
  readonly #digests = new Map<string, Digest>();
  #done = 0;

  private constructor(writing: WritingBackup, manifest: Manifest, size: number) {
    this.#writing = writing;
    this.#manifest = manifest;
    this.#size = size;
  }

  static async read(writing: WritingBackup): Promise<Content> {
    const { client } = writing;
    const tables = await listTables(client);
    if (!tables.some(({ name }) => name === "journal_default")) throw new AppError("backup.nothing");
    // As long as the snapshot is read, no table may change its shape.
    await client.query(`lock table ${tables.map(qualified).join(", ")} in access share mode`);
    const manifest: Manifest = {
      product: "beredd",
      format: FORMAT,
      release: writing.release,
      madeAt: writing.now,
      postgres: await serverVersion(client),
      migrations: await listMigrations(client),
      tables,
      sequences: await listSequences(client),
      head: await newestSeal(client),
    };
    return new Content(writing, manifest, await sizeOf(client));
  }

  async *files(): AsyncGenerator<TarFile> {
    yield { name: FIRST, bytes: Buffer.from(JSON.stringify(this.#manifest, null, 2)) };
    yield* keyFiles(this.#writing.keyDir);
    for (const table of this.#manifest.tables) yield* this.#table(table);
    const end = { tables: Object.fromEntries(this.#digests) };
    yield { name: LAST, bytes: Buffer.from(JSON.stringify(end, null, 2)) };
  }

  async *#table(table: BackupTable): AsyncGenerator<TarFile> {
    const key = tableKey(table);
    const rows = this.#writing.client.query(
      copyTo(`copy ${qualified(table)} (${columnList(table.columns)}) to stdout`, { highWaterMark: PART }),
    );
    const hash = createHash("sha256");
    let bytes = 0;
    let number = 1;
    for await (const part of inParts(rows)) {
      hash.update(part);
      bytes += part.length;
      yield { name: partPath(key, number), bytes: part };
      number += 1;
      this.#done += part.length;
      this.#writing.onProgress?.(this.#done, this.#size);
    }
    this.#digests.set(key, { rows: rows.rowCount, bytes, sha256: hash.digest("hex") });
  }

  summary(): Omit<BackupSummary, "file" | "size"> {
    return {
      content: this.#done,
      tables: this.#manifest.tables.length,
      rows: [...this.#digests.values()].reduce((sum, { rows }) => sum + rows, 0),
      head: this.#manifest.head,
      madeAt: this.#manifest.madeAt,
    };
  }
}

/** What signs and what decrypts: without it the database alone could not be verified or read. */
async function* keyFiles(keyDir: string): AsyncGenerator<TarFile> {
  const entries = await readdir(keyDir, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    // A part is what a kill left of a key that was being written.
    if (entry.isFile() && !entry.name.endsWith(".part"))
      yield { name: keyPath(entry.name), bytes: await readFile(path.join(keyDir, entry.name)) };
  }
}

/** COPY's text in parts that end with a whole row: a line break within a value is written as `\n`. */
async function* inParts(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const bytes of source) {
    held.push(bytes);
    length += bytes.length;
    if (length < PART) continue;
    const whole = Buffer.concat(held, length);
    const end = whole.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield whole.subarray(0, end);
    held = end < whole.length ? [whole.subarray(end)] : [];
    length -= end;
  }
  if (length > 0) yield Buffer.concat(held, length);
}
