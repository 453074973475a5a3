import * as crypto from "node:crypto";
import { sql } from "kysely";
import { mapInSlices } from "../../../platform/breath.ts";
import { copyRows } from "../../../platform/database/copy.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import type { Noted } from "../../../platform/journal/entry.ts";
import { formatNumber, takeNumbers } from "../../../platform/numbering.ts";
import { newId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import {
  importedIncident,
  timeNames,
  type ImportedIncident,
  type ImportedOutcome,
  type IncidentTimes,
} from "../contract.ts";
import { readMatrix } from "../queries-incident.ts";
import { proposedPriority, type MatrixCell } from "../rules.ts";
import { incidentSubject, readTimeZone, yearOf } from "../store.ts";
import { contradiction, plainlyInOrder } from "../times.ts";
import { contentColumns, identityColumns, type Arriving } from "./incident-columns.ts";
import { rowsOf, type Column } from "./columns.ts";
import { replaceLinks } from "./links.ts";
import { mergeWithStanding, type Merged } from "./merge.ts";
import { readPromises } from "./promises.ts";

/** What a bulk verb hands on: see `bulkWrite`. */
export interface BulkContext {
  tx: Tx;
  now: Instant;
  note: (noted: Noted) => void;
}

interface Standing {
  id: string;
  number: string;
  source_number: string;
  source_hash: Buffer | null;
}

/**
 * Stores thousands of incidents that another system tells of, set by set, keyed on source and source number:
 * new ones get a number of the year they were opened in, changed ones one journal entry, the same again nothing.
 * The answers stand in the order of the records. Everything in one call is of one source.
 */
export async function storeIncidents(
  context: BulkContext,
  records: readonly ImportedIncident[],
): Promise<ImportedOutcome[]> {
  const [first] = records;
  if (first === undefined) return [];
  const { tx, now } = context;
  const timeZone = await readTimeZone(tx);
  const { fit, refused } = divide(records, timeZone);
  // Two imports of one source at once would each find the other's records missing.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`incidents:${first.source}`}, 0))`.execute(tx);
  const standing = await readStanding(tx, first.source, [...fit.keys()]);
  const promise = await readPromises(tx);
  const arrive = arrival(now, promise, await readMatrix(tx));

  const created: Arriving[] = [];
  const updated: Arriving[] = [];
  const outcomes = new Map<string, ImportedOutcome>(refused);
  for (const [sourceNumber, record] of fit) {
    const before = standing.get(sourceNumber);
    if (before === undefined) {
      created.push(arrive(record, () => hashOf(record), { id: newId(), number: "" }));
      continue;
    }
    const content = hashOf(record);
    if (before.source_hash !== null && content.equals(before.source_hash)) {
      outcomes.set(sourceNumber, { result: "unchanged", id: before.id, number: before.number });
    } else {
      updated.push(arrive(record, () => content, before));
    }
  }
  await number(tx, created, timeZone);
  // What the journal says of them is made ready while the database takes them in.
  await Promise.all([
    insert(tx, created),
    mapInSlices(created, (arriving) => conclude(context, outcomes, arriving, undefined)),
  ]);
  const merged = takeFitting(await mergeWithStanding(tx, updated, timeZone), timeZone, outcomes);
  await update(tx, merged);
  await replaceLinks(tx, created, merged, now);
  for (const arriving of merged) conclude(context, outcomes, arriving, arriving);
  return records.map((record) => outcomeOf(outcomes, record.sourceNumber));
}

function outcomeOf(outcomes: ReadonlyMap<string, ImportedOutcome>, sourceNumber: string): ImportedOutcome {
  const outcome = outcomes.get(sourceNumber);
  if (outcome === undefined) throw new Error("A record was stored without an outcome.");
  return outcome;
}

/** Where a source grades impact and urgency and leaves the priority to us, it follows from our matrix. */
function arrival(
  now: Instant,
  promise: (record: ImportedIncident) => number | null,
  matrix: readonly MatrixCell[],
) {
  return (
    told: ImportedIncident,
    hash: () => Buffer,
    { id, number }: { id: string; number: string },
  ): Arriving => {
    const derived = told.priority === null ? proposedPriority(matrix, told.impact, told.urgency) : null;
    const record = derived === null ? told : { ...told, priority: derived };
    return { record, id, number, hash, now, promise: promise(record), derived: derived !== null };
  };
}

/** Times that contradict each other without a reason are why a record is refused. */
function refusalOf(record: ImportedIncident, timeZone: string): ImportedOutcome | null {
  const times: IncidentTimes = record;
  if (record.timesReason !== null || plainlyInOrder(times)) return null;
  const found = contradiction(times, timeZone);
  if (found === null) return null;
  const { sourceNumber } = record;
  const reason = "times-out-of-order";
  return { result: "refused", sourceNumber, reason, first: found.earlier, second: found.later };
}

/** The last of several with one number holds. */
function divide(records: readonly ImportedIncident[], timeZone: string) {
  const fit = new Map<string, ImportedIncident>();
  const refused: [string, ImportedOutcome][] = [];
  for (const record of records) {
    const refusal = refusalOf(record, timeZone);
    if (refusal === null) fit.set(record.sourceNumber, record);
    else refused.push([record.sourceNumber, refusal]);
  }
  return { fit, refused };
}

/** A person's correction and the source may each be in order, and together not: then what stands here stays as it is. */
function takeFitting(
  merged: readonly Merged[],
  timeZone: string,
  outcomes: Map<string, ImportedOutcome>,
): Merged[] {
  return merged.filter(({ record }) => {
    const refusal = refusalOf(record, timeZone);
    if (refusal !== null) outcomes.set(record.sourceNumber, refusal);
    return refusal === null;
  });
}

async function readStanding(tx: Tx, source: string, numbers: string[]): Promise<Map<string, Standing>> {
  const { rows } = await sql<Standing>`
    select id, number, source_number, source_hash from incident
    where source = ${source} and source_number = any(${numbers}::text[]) for update`.execute(tx);
  return new Map(rows.map((row) => [row.source_number, row]));
}

const hashed = importedIncident
  .omit({ source: true, extra: true })
  .keyof()
  .options.toSorted()
  .map((name) => ({ name, before: `[${JSON.stringify(name)},` }));

/** Of the content in a fixed order, so that the same content has the same hash whoever built the record. */
function hashOf(record: ImportedIncident): Buffer {
  const content = hashed.map(({ name, before }) => `${before}${JSON.stringify(record[name])}]`).join(",");
  const extra = Object.entries(record.extra).sort(([a], [b]) => (a < b ? -1 : 1));
  return crypto.hash("sha256", `[[${content}],${JSON.stringify(extra)}]`, "buffer");
}

/** The moment it is counted at, as the database derives it. */
export function openedAt(record: ImportedIncident, now: Instant): Instant {
  return record.detected?.at ?? record.started?.at ?? now;
}

/** Numbers in one go for each year of opening, in the order in which they were opened. */
async function number(tx: Tx, created: Arriving[], timeZone: string): Promise<void> {
  const inOrder = created
    .map((arriving) => ({ arriving, opened: openedAt(arriving.record, arriving.now) }))
    .sort((a, b) => (a.opened < b.opened ? -1 : a.opened > b.opened ? 1 : 0));
  const years = new Map<number, Arriving[]>();
  for (const { arriving, opened } of inOrder) {
    const year = plainYear(opened) ?? yearOf(opened, timeZone);
    const inYear = years.get(year);
    if (inYear === undefined) years.set(year, [arriving]);
    else inYear.push(arriving);
  }
  for (const [year, arriving] of [...years].sort(([a], [b]) => a - b)) {
    const first = await takeNumbers(tx, "INC", year, arriving.length);
    for (const [index, one] of arriving.entries()) one.number = formatNumber("INC", year, first + index);
  }
}

/** The year, where no zone can make it another: not within a day of New Year. */
function plainYear(instant: Instant): number | null {
  const day = instant.slice(5, 10);
  return day === "12-31" || day === "01-01" ? null : Number(instant.slice(0, 4));
}

async function insert(tx: Tx, created: readonly Arriving[]): Promise<void> {
  if (created.length > 0) await copyRows(tx, "incident", [...identityColumns, ...contentColumns], created);
}

/** What is merged holds; what was added here (a major incident, a strike-out) stays. */
async function update(tx: Tx, updated: readonly Merged[]): Promise<void> {
  if (updated.length === 0) return;
  const said: Column<Merged> = {
    name: "source_said",
    type: "jsonb",
    of: (arriving) => (Object.keys(arriving.said).length === 0 ? null : JSON.stringify(arriving.said)),
  };
  const columns: readonly Column<Merged>[] = [...identityColumns, ...contentColumns, said];
  const kept = new Set(["major", "major_ground", "major_declared_at", "promised_minutes"]);
  const set = sql.join(
    [...contentColumns, said]
      .filter((column) => !kept.has(column.name))
      .map((column) => sql`${sql.ref(column.name)} = r.${sql.ref(column.name)}`),
  );
  await sql`
    update incident set ${set}, version = incident.version + 1,
      major = incident.major or r.major,
      major_ground = coalesce(incident.major_ground, r.major_ground),
      major_declared_at = coalesce(incident.major_declared_at, r.major_declared_at),
      promised_minutes = coalesce(incident.promised_minutes, r.promised_minutes)
    from ${rowsOf(columns, updated)} where incident.id = r.id`.execute(tx);
}

const namesInOrder = timeNames.toSorted();

function conclude(
  context: BulkContext,
  outcomes: Map<string, ImportedOutcome>,
  arriving: Arriving,
  before: Merged | undefined,
): void {
  const { record, id, number } = arriving;
  const times = Object.fromEntries(
    namesInOrder.flatMap((name) => (record[name] === null ? [] : [[name, record[name]] as const])),
  );
  const { source, sourceNumber, title, state, priority, timesReason, reopenedCount } = record;
  const { first, history } = toldBy(record.history);
  // In the order of the letters, as the journal writes it: then it is written as it stands.
  const said = {
    history,
    ...(before === undefined && { number }),
    priority,
    ...(arriving.derived && { priorityDerived: true }),
    reopenedCount,
    source,
    sourceNumber,
    state,
    times,
    timesReason,
    title,
  };
  context.note({
    kind: before === undefined ? "incident.imported" : "incident.import-updated",
    subject: incidentSubject(id, record.unitId),
    body: before === undefined ? { first, ...said } : { changes: before.changes, kept: before.kept, ...said },
    happenedAt: before === undefined ? openedAt(record, context.now) : undefined,
  });
  outcomes.set(sourceNumber, { result: before === undefined ? "created" : "updated", id, number });
}

/** What the source said first is one fact, not one for each field; what it changed after that is its history. */
function toldBy(history: ImportedIncident["history"]) {
  const opening = history[0]?.at ?? null;
  const isFirst = ({ at, from }: (typeof history)[number]) => from === null && at === opening;
  const opened = history.filter(isFirst).sort((a, b) => (a.field < b.field ? -1 : 1));
  const first = Object.fromEntries(opened.map(({ field, to }) => [field, to]));
  return { first, history: history.filter((change) => !isFirst(change)) };
}
