import type { Instant } from "../../../shared/time.ts";
import { timeNames, type ImportedIncident } from "../contract.ts";
import type { Column } from "./columns.ts";

/** A record on its way in, with what it gets here. */
export interface Arriving {
  record: ImportedIncident;
  id: string;
  number: string;
  /** Of what the source said; taken as the row is written where nothing stood to compare with. */
  hash: () => Buffer;
  now: Instant;
  promise: number | null;
  /** The priority is ours: the source left it out. */
  derived: boolean;
}

export const identityColumns: readonly Column<Arriving>[] = [
  { name: "id", type: "uuid", of: ({ id }) => id },
  { name: "number", type: "text", of: ({ number }) => number },
  { name: "recorded_at", type: "timestamptz", of: ({ now }) => now },
  { name: "source", type: "text", of: ({ record }) => record.source },
  { name: "source_number", type: "text", of: ({ record }) => record.sourceNumber },
];

const text = (name: string, of: (record: ImportedIncident) => string | null): Column<Arriving> => ({
  name,
  type: "text",
  of: ({ record }) => of(record),
});

const level = (name: "impact" | "urgency" | "priority"): Column<Arriving> => ({
  name,
  type: "smallint",
  of: ({ record }) => record[name],
});

const times = timeNames.flatMap((name): Column<Arriving>[] => [
  { name: `${name}_at`, type: "timestamptz", of: ({ record }) => record[name]?.at ?? null },
  { name: `${name}_precision`, type: "text", of: ({ record }) => record[name]?.precision ?? null },
]);

/** What the source says, and what follows from it: written anew when the source says something else. */
export const contentColumns: readonly Column<Arriving>[] = [
  { name: "unit_id", type: "uuid", of: ({ record }) => record.unitId },
  text("title", (record) => record.title),
  text("description", (record) => record.description),
  text("state", (record) => record.state),
  text("effect", (record) => record.effect),
  level("impact"),
  level("urgency"),
  level("priority"),
  text("category", (record) => record.category),
  text("cause", (record) => record.cause),
  text("assignment_group", (record) => record.assignmentGroup),
  ...times,
  text("times_reason", (record) => record.timesReason),
  { name: "reopened_count", type: "integer", of: ({ record }) => record.reopenedCount },
  { name: "promised_minutes", type: "integer", of: ({ promise }) => promise },
  { name: "source_promise_kept", type: "boolean", of: ({ record }) => record.sourcePromiseKept },
  { name: "major", type: "boolean", of: ({ record }) => record.majorGround !== null },
  text("major_ground", (record) => record.majorGround),
  {
    name: "major_declared_at",
    type: "timestamptz",
    of: ({ record, now }) =>
      record.majorGround === null ? null : (record.detected?.at ?? record.started?.at ?? now),
  },
  {
    name: "source_extra",
    type: "jsonb",
    of: ({ record }) => (Object.keys(record.extra).length === 0 ? null : JSON.stringify(record.extra)),
  },
  { name: "source_hash", type: "bytea", of: ({ hash }) => hash() },
  { name: "updated_at", type: "timestamptz", of: ({ now }) => now },
];
