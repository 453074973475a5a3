import { sql } from "kysely";
import { copyRows, type CopyColumn } from "../database/copy.ts";
import type { Tx } from "../database/transaction.ts";
import { writeEntry, type Noted, type WrittenEntry, type Writing } from "./entry.ts";

/** Entries a statement: bounded, so that a bulk verb's statement stays a few megabytes. */
const CHUNK = 5_000;
/** From so many on three COPYs take less than one statement with arrays. */
const MANY = 100;

/** Writes what was noted to the journal, in the transaction that made it true. */
export async function appendToJournal(tx: Tx, noted: readonly Noted[], writing: Writing): Promise<void> {
  await appendEntries(
    tx,
    noted.map((item) => writeEntry(item, writing)),
  );
}

export async function appendEntries(tx: Tx, entries: readonly WrittenEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += CHUNK) {
    const chunk = entries.slice(from, from + CHUNK);
    await (chunk.length < MANY ? insertEntries(tx, chunk) : copyEntries(tx, chunk));
  }
}

const envelope: readonly CopyColumn<WrittenEntry>[] = [
  { name: "id", of: (entry) => entry.id },
  { name: "recorded_at", of: (entry) => entry.recordedAt },
  { name: "actor_kind", of: (entry) => entry.actorKind },
  { name: "actor_id", of: (entry) => entry.actorId },
  { name: "verb", of: (entry) => entry.verb },
  { name: "kind", of: (entry) => entry.kind },
  { name: "subject_type", of: (entry) => entry.subjectType },
  { name: "subject_id", of: (entry) => entry.subjectId },
  { name: "unit_id", of: (entry) => entry.unitId },
  { name: "needs", of: (entry) => entry.needs },
  { name: "happened_at", of: (entry) => entry.happenedAt },
  { name: "request_id", of: (entry) => entry.requestId },
  { name: "body_hash", of: (entry) => entry.bodyHash },
];
const content: readonly CopyColumn<WrittenEntry>[] = [
  { name: "entry_id", of: (entry) => entry.id },
  { name: "salt", of: (entry) => entry.salt },
  { name: "body", of: (entry) => entry.body },
];
const pending: readonly CopyColumn<WrittenEntry>[] = [{ name: "entry_id", of: (entry) => entry.id }];

async function copyEntries(tx: Tx, entries: readonly WrittenEntry[]): Promise<void> {
  await copyRows(tx, "journal", envelope, entries);
  await copyRows(tx, "journal_body", content, entries);
  await copyRows(tx, "journal_pending", pending, entries);
}

async function insertEntries(tx: Tx, entries: readonly WrittenEntry[]): Promise<void> {
  const column = <K extends keyof WrittenEntry>(key: K) => entries.map((entry) => entry[key]);
  await sql`
    with entry as (
      select * from unnest(
        ${column("id")}::uuid[], ${column("recordedAt")}::timestamptz[], ${column("actorKind")}::text[],
        ${column("actorId")}::uuid[], ${column("verb")}::text[], ${column("kind")}::text[],
        ${column("subjectType")}::text[], ${column("subjectId")}::uuid[], ${column("unitId")}::uuid[],
        ${column("needs")}::text[], ${column("happenedAt")}::timestamptz[], ${column("requestId")}::text[],
        ${column("bodyHash")}::bytea[], ${column("salt")}::bytea[], ${column("body")}::text[]
      ) as t (id, recorded_at, actor_kind, actor_id, verb, kind, subject_type, subject_id, unit_id, needs,
              happened_at, request_id, body_hash, salt, body)
    ), envelope as (
      insert into journal (id, recorded_at, actor_kind, actor_id, verb, kind, subject_type, subject_id, unit_id,
                           needs, happened_at, request_id, body_hash)
      select id, recorded_at, actor_kind, actor_id, verb, kind, subject_type, subject_id, unit_id,
             needs, happened_at, request_id, body_hash from entry
    ), body as (
      insert into journal_body (entry_id, salt, body) select id, salt, body::jsonb from entry
    )
    insert into journal_pending (entry_id) select id from entry
  `.execute(tx);
}
