import type { Entry } from "./entry.ts";

/** The envelope's columns, from `journal j`. */
export const entryColumns = `j.id, j.recorded_at, j.actor_kind, j.actor_id, j.verb, j.kind, j.subject_type,
  j.subject_id, j.unit_id, j.needs, j.happened_at, j.request_id, j.body_hash`;

export interface EntryRow {
  id: string;
  recorded_at: string;
  actor_kind: string;
  actor_id: string | null;
  verb: string;
  kind: string;
  subject_type: string;
  subject_id: string;
  unit_id: string | null;
  needs: string;
  happened_at: string | null;
  request_id: string;
  body_hash: Buffer;
}

export function readEntryRow(row: EntryRow): Entry {
  return {
    id: row.id,
    recordedAt: row.recorded_at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    verb: row.verb,
    kind: row.kind,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    unitId: row.unit_id,
    needs: row.needs,
    happenedAt: row.happened_at,
    requestId: row.request_id,
    bodyHash: row.body_hash,
  };
}
