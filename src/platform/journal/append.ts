import { sql } from "kysely";
import type { Tx } from "../database/transaction.ts";
import { writeEntry, type Noted, type WrittenEntry, type Writing } from "./entry.ts";

/** Rows a statement: bounded, so that a bulk verb's statement stays a few megabytes. */
const CHUNK = 5_000;

/** Writes what was noted to the journal, in the transaction that made it true. One statement for many entries. */
export async function appendToJournal(tx: Tx, noted: readonly Noted[], writing: Writing): Promise<void> {
  for (let from = 0; from < noted.length; from += CHUNK) {
    await insertEntries(
      tx,
      noted.slice(from, from + CHUNK).map((item) => writeEntry(item, writing)),
    );
  }
}

async function insertEntries(tx: Tx, entries: WrittenEntry[]): Promise<void> {
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
