import { createHash, hash, randomFillSync } from "node:crypto";
import { newId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";
import { signatureOf, type Actor } from "../actor.ts";

/** What an entry is about, and what it takes to read it. */
export interface Subject {
  type: string;
  id: string;
  /** The unit whose readers see it; null: those who hold `needs` over the whole organisation. */
  unitId: string | null;
  /** The permission to read it. */
  needs: string;
}

/** What a verb notes: the fact, in the past tense (`incident.reported`), and what it says. */
export interface Noted {
  /** Where the caller must know the entry's id beforehand; else it gets a fresh one. */
  id?: string | undefined;
  kind: string;
  subject: Subject;
  body: Record<string, unknown>;
  /** When it happened, where that is another moment than when it is written. */
  happenedAt?: Instant | undefined;
}

/** The envelope, as it is hashed and sealed: everything but the body, which stands by its salted hash. */
export interface Entry {
  id: string;
  recordedAt: Instant;
  actorKind: string;
  actorId: string | null;
  verb: string;
  kind: string;
  subjectType: string;
  subjectId: string;
  unitId: string | null;
  needs: string;
  happenedAt: Instant | null;
  requestId: string;
  bodyHash: Buffer;
}

export interface WrittenEntry extends Entry {
  salt: Buffer;
  /** The canonical JSON that the hash was taken over. */
  body: string;
}

/** JSON with keys in order, so that the same content has the same hash after a round through jsonb. */
export function canonical(value: unknown): string {
  if (isOrdered(value)) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const pairs = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`);
    return `{${pairs.join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** Whether it has its keys in order already, all through: then it is written as it stands, in one go. */
function isOrdered(value: unknown): boolean {
  if (value === null || typeof value !== "object") return true;
  if (Array.isArray(value)) return value.every(isOrdered);
  if ("toJSON" in value) return false;
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index += 1)
    if ((keys[index - 1] ?? "") > (keys[index] ?? "")) return false;
  return Object.values(value).every(isOrdered);
}

export function hashBody(salt: Buffer, body: string): Buffer {
  return hash("sha256", Buffer.concat([salt, Buffer.from(body)]), "buffer");
}

const SALT = 16;
const random = Buffer.allocUnsafe(256 * SALT);
let used = random.length;

/** Random bytes are fetched for many salts at once: one call each took longer than the hash. */
function newSalt(): Buffer {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += SALT;
  return Buffer.from(random.subarray(used - SALT, used));
}

/** The hash of an envelope: its fields in a fixed order, each prefixed with its length so that none runs into the next. */
export function hashEntry(entry: Entry): Buffer {
  const hash = createHash("sha256");
  const fields = [
    entry.id,
    new Date(entry.recordedAt).toISOString(),
    entry.actorKind,
    entry.actorId ?? "",
    entry.verb,
    entry.kind,
    entry.subjectType,
    entry.subjectId,
    entry.unitId ?? "",
    entry.needs,
    entry.happenedAt === null ? "" : new Date(entry.happenedAt).toISOString(),
    entry.requestId,
    entry.bodyHash.toString("hex"),
  ];
  for (const field of fields) hash.update(`${Buffer.byteLength(field)}:${field}`);
  return hash.digest();
}

export interface Writing {
  actor: Actor;
  verb: string;
  requestId: string;
  now: Instant;
}

export function writeEntry(noted: Noted, writing: Writing): WrittenEntry {
  const salt = newSalt();
  const body = canonical(noted.body);
  return {
    id: noted.id ?? newId(),
    recordedAt: writing.now,
    actorKind: writing.actor.kind,
    actorId: signatureOf(writing.actor),
    verb: writing.verb,
    kind: noted.kind,
    subjectType: noted.subject.type,
    subjectId: noted.subject.id,
    unitId: noted.subject.unitId,
    needs: noted.subject.needs,
    happenedAt: noted.happenedAt ?? null,
    requestId: writing.requestId,
    bodyHash: hashBody(salt, body),
    salt,
    body,
  };
}
