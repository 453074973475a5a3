import { namesOfKeys } from "../access/index.ts";
import { readTimeline, type JournalEntry } from "../../platform/journal/read.ts";
import { query } from "../../platform/verb/query.ts";
import type { Db } from "../../platform/database/transaction.ts";
import { precisions, type Precision } from "../../shared/time.ts";
import { incidentIdInput, timelineView, type TimelineEntry } from "./contract.ts";
import { findRecord } from "./queries-incident.ts";

type Body = Record<string, unknown>;

function isRecord(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The steps that an import tells of: each is a line of its own, under the name of the import. */
function historyOf(entry: TimelineEntry): TimelineEntry[] {
  const history = entry.body?.["history"];
  if (!Array.isArray(history)) return [];
  return history.filter(isRecord).map((change, index) => ({
    id: `${entry.id}.${index}`,
    at: typeof change["at"] === "string" ? change["at"] : entry.at,
    precision: typeof change["at"] === "string" ? "minute" : entry.precision,
    recordedAt: entry.recordedAt,
    kind: "incident.source-changed",
    actor: entry.actor,
    body: change,
    imported: true,
  }));
}

/** How exactly the moment is known, where the entry says so: of its times, the one that it happened at. */
function precisionOf(told: unknown, at: string): Precision | null {
  if (!isRecord(told)) return null;
  const precision = precisions.find((one) => one === told["precision"]);
  const said = told["at"];
  if (precision !== undefined && typeof said === "string" && Date.parse(said) === Date.parse(at))
    return precision;
  for (const inner of Object.values(told)) {
    const found = precisionOf(inner, at);
    if (found !== null) return found;
  }
  return null;
}

function lineOf(entry: JournalEntry, names: ReadonlyMap<string, string>): TimelineEntry {
  const at = entry.happenedAt ?? entry.recordedAt;
  return {
    id: entry.id,
    at,
    precision: entry.happenedAt === null ? "minute" : (precisionOf(entry.body, at) ?? "minute"),
    recordedAt: entry.recordedAt,
    kind: entry.kind,
    actor: {
      kind: entry.actorKind,
      name: entry.actorId === null ? null : (names.get(entry.actorId) ?? null),
    },
    body: entry.body,
    imported: false,
  };
}

async function namesOf(db: Db, entries: readonly JournalEntry[]): Promise<Map<string, string>> {
  const ids = [...new Set(entries.map((entry) => entry.actorId))].filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const people = await db.selectFrom("person").select(["id", "name"]).where("id", "in", ids).execute();
  const known = new Map(people.map((person) => [person.id, person.name]));
  const keys = ids.filter((id) => !known.has(id));
  // What a key did, its owner did by it: both are named.
  return new Map([...known, ...(keys.length === 0 ? [] : await namesOfKeys(db, keys))]);
}

/** In the order in which it happened. Of several imports only the newest tells the history, or it stood there twice. */
export function timelineOf(
  entries: readonly JournalEntry[],
  names: ReadonlyMap<string, string>,
): TimelineEntry[] {
  const lines = entries.map((entry) => lineOf(entry, names));
  const told = lines.findLast((line) => Array.isArray(line.body?.["history"]));
  const shown = lines.map((line) => {
    const { history: _history, ...body } = line.body ?? {};
    return { ...line, body: line.body === null ? null : body };
  });
  const all = [...shown, ...(told === undefined ? [] : historyOf(told))];
  return all.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

export const readIncidentTimeline = query({
  name: "incident.timeline",
  summary: "What has happened with an incident: its journal, as far as the reader may see it.",
  http: { method: "GET", path: "/incidents/{incidentId}/timeline" },
  needs: "incident:read",
  input: incidentIdInput,
  output: timelineView,
  async run({ db, input, actor, sees }) {
    await findRecord(db, input.incidentId, (column) => sees(column));
    const entries = await readTimeline(db, actor, input.incidentId);
    return { entries: timelineOf(entries, await namesOf(db, entries)) };
  },
});
