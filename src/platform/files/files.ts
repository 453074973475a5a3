import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { sql } from "kysely";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import { explainDatabaseError, type Db } from "../database/transaction.ts";
import type { Clock } from "../clock.ts";

/** Bytes a chunk: large enough to be few, small enough that a gigabyte passes through in constant memory. */
const CHUNK = 1024 * 1024;

export interface StoredFile {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
}

export interface Storing {
  name: string;
  mediaType: string;
  createdBy: string | null;
  /** Bytes at most; more is refused and nothing is kept. */
  limit: number;
}

/** Stores a stream whole. What breaks off half-way leaves nothing that can be read. */
export async function storeFile(
  db: Db,
  clock: Clock,
  source: Readable,
  storing: Storing,
): Promise<StoredFile> {
  const id = newId();
  const hash = createHash("sha256");
  let size = 0;
  try {
    await db
      .insertInto("file")
      .values({
        id,
        name: storing.name,
        media_type: storing.mediaType,
        size: 0,
        sha256: Buffer.alloc(0),
        created_by: storing.createdBy,
        created_at: clock.now(),
        complete: false,
      })
      .execute();
    let number = 0;
    for await (const bytes of inChunks(source)) {
      size += bytes.length;
      if (size > storing.limit) {
        throw new AppError("input.too-large", {
          params: { limit: `${Math.floor(storing.limit / CHUNK)} MB` },
        });
      }
      hash.update(bytes);
      await db.insertInto("file_chunk").values({ file_id: id, number, bytes }).execute();
      number += 1;
    }
    const sha256 = hash.digest();
    await db.updateTable("file").set({ size, sha256, complete: true }).where("id", "=", id).execute();
    return { id, name: storing.name, mediaType: storing.mediaType, size, sha256: sha256.toString("hex") };
  } catch (error) {
    await db
      .deleteFrom("file")
      .where("id", "=", id)
      .execute()
      .catch(() => undefined);
    throw explainDatabaseError(error);
  }
}

async function* inChunks(source: Readable): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const part of source) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    parts.push(bytes);
    length += bytes.length;
    while (length >= CHUNK) {
      const whole = Buffer.concat(parts, length);
      yield whole.subarray(0, CHUNK);
      parts = [whole.subarray(CHUNK)];
      length -= CHUNK;
    }
  }
  if (length > 0) yield Buffer.concat(parts, length);
}

/** A stored file as a stream, one chunk in memory at a time. Throws `record.not-found` or `file.incomplete`. */
export async function openFile(db: Db, id: string): Promise<StoredFile & { stream: Readable }> {
  const file = await db.selectFrom("file").selectAll().where("id", "=", id).executeTakeFirst();
  if (file === undefined) throw new AppError("record.not-found");
  if (!file.complete) throw new AppError("file.incomplete");
  return {
    id: file.id,
    name: file.name,
    mediaType: file.media_type,
    size: file.size,
    sha256: file.sha256.toString("hex"),
    stream: Readable.from(readChunks(db, id)),
  };
}

async function* readChunks(db: Db, id: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const { rows } = await sql<{ bytes: Buffer }>`
      select bytes from file_chunk where file_id = ${id} and number = ${number}`.execute(db);
    const bytes = rows[0]?.bytes;
    if (bytes === undefined) return;
    yield bytes;
  }
}
