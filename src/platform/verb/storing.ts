import { createHash } from "node:crypto";
import { sql, type RawBuilder } from "kysely";
import { Temporal } from "temporal-polyfill";
import { newId } from "../../shared/ids.ts";
import type { RowFault, Stored } from "../../shared/stored.ts";
import type { Instant } from "../../shared/time.ts";
import type { Actor } from "../actor.ts";
import type { Tx } from "../database/transaction.ts";
import { canonical, type Noted } from "../journal/entry.ts";
import { formatNumber, takeNumbers } from "../numbering.ts";
import { organisationZone } from "../zone.ts";
import { repeatedNumber } from "./storing.texts.ts";

/** What a feature's set-based door stands on: the transaction of a bulk verb, and who runs it. */
export interface Storing {
  tx: Tx;
  now: Instant;
  actor: Actor;
  note: (noted: Noted) => void;
}

/** A record as another system or a file tells it, by that system's own key. */
export interface SourceRow {
  source: string;
  sourceNumber: string;
}

/** A row that goes in, with the id and number that it has or gets. */
export interface Item<Ready> {
  id: string;
  number: string;
  hash: string;
  isNew: boolean;
  index: number;
  ready: Ready;
}

export interface StoreSteps<Row extends SourceRow, Ready> {
  /** `source, source_number, id, number, source_hash` of what stands. */
  known: RawBuilder<unknown>;
  series: string;
  /** What a row says once its names are looked up, or its faults; one a row, in order. */
  resolve: (rows: readonly Row[]) => Promise<({ ready: Ready } | { faults: RowFault[] })[]>;
  /** The moment whose year stands in the number. */
  momentOf: (ready: Ready) => Instant;
  write: (items: readonly Item<Ready>[]) => Promise<void>;
  noted: (item: Item<Ready>, row: Row) => Noted;
}

interface Known {
  source: string;
  source_number: string;
  id: string;
  number: string;
  source_hash: string | null;
}

const keyOf = (source: string, number: string) => JSON.stringify([source, number]);
const hashOf = (row: SourceRow) => createHash("sha256").update(canonical(row)).digest("base64");
/**
 * Stores rows by source and source number, set by set: new ones are added, changed ones updated, what the source
 * said before changes nothing. A row with faults is refused; the others go in.
 */
export async function storeBySource<Row extends SourceRow, Ready>(
  context: Storing,
  rows: readonly Row[],
  steps: StoreSteps<Row, Ready>,
): Promise<Stored> {
  const known = await findKnown(context.tx, rows, steps.known);
  const resolved = await steps.resolve(rows);
  const stored: Stored = { added: 0, updated: 0, unchanged: 0, refused: [] };
  const seen = new Set<string>();
  const items: Item<Ready>[] = [];
  rows.forEach((row, index) => {
    const found = resolved[index] ?? { faults: [] };
    const key = keyOf(row.source, row.sourceNumber);
    const repeated = seen.has(key);
    seen.add(key);
    if ("faults" in found) stored.refused.push({ index, faults: found.faults });
    else if (repeated) stored.refused.push({ index, faults: [repeatedNumber] });
    else {
      const item = itemOf(known.get(key), hashOf(row), index, found.ready);
      if (item === null) stored.unchanged += 1;
      else items.push(item);
    }
  });
  await numberThem(context.tx, items, steps);
  if (items.length > 0) await steps.write(items);
  for (const item of items) {
    const row = rows[item.index];
    if (row !== undefined) context.note(steps.noted(item, row));
  }
  stored.added = items.filter((item) => item.isNew).length;
  stored.updated = items.length - stored.added;
  return stored;
}

/** Null when the source says what it said before. */
function itemOf<Ready>(
  before: Known | undefined,
  hash: string,
  index: number,
  ready: Ready,
): Item<Ready> | null {
  if (before === undefined) return { id: newId(), number: "", hash, isNew: true, index, ready };
  if (before.source_hash === hash) return null;
  return { id: before.id, number: before.number, hash, isNew: false, index, ready };
}

/** Locked, so that two imports of the same records wait for each other. */
async function findKnown(tx: Tx, rows: readonly SourceRow[], known: RawBuilder<unknown>) {
  const { rows: found } = await sql<Known>`
    ${known} where (source, source_number) in (
      select * from unnest(${rows.map((row) => row.source)}::text[], ${rows.map((row) => row.sourceNumber)}::text[]))
    for update`.execute(tx);
  return new Map(found.map((row) => [keyOf(row.source, row.source_number), row]));
}

/** By the year of the moment in the organisation's zone, in the order of the rows. */
async function numberThem<Row extends SourceRow, Ready>(
  tx: Tx,
  items: readonly Item<Ready>[],
  { series, momentOf }: StoreSteps<Row, Ready>,
): Promise<void> {
  const zone = await organisationZone(tx);
  const yearOf = (item: Item<Ready>) =>
    Temporal.Instant.from(momentOf(item.ready)).toZonedDateTimeISO(zone).year;
  const fresh = items.filter((item) => item.isNew);
  for (const [year, ofYear] of Map.groupBy(fresh, yearOf)) {
    const first = await takeNumbers(tx, series, year, ofYear.length);
    ofYear.forEach((item, offset) => {
      item.number = formatNumber(series, year, first + offset);
    });
  }
}

/**
 * Ids by the names that people write, letter case aside: `source` selects `name, id` for the names in small
 * letters that it is given.
 */
export async function idsByName(
  tx: Tx,
  written: readonly (string | null | undefined)[],
  source: (names: string[]) => RawBuilder<unknown>,
): Promise<(name: string) => string | null> {
  const names = [...new Set(written.flatMap((name) => (name ? [name.toLowerCase()] : [])))];
  if (names.length === 0) return () => null;
  const { rows } = await sql<{ name: string; id: string }>`${source(names)}`.execute(tx);
  const ids = new Map(rows.map((row) => [row.name.toLowerCase(), row.id]));
  return (name) => ids.get(name.toLowerCase()) ?? null;
}

interface Numbered {
  id: string;
  number: string;
  source: string | null;
  source_number: string | null;
}

/**
 * Ids by the numbers that people write, ours or a source's: our number first, then the number in the row's own
 * source, then another source's where only one has it. `view` has `id, number, source, source_number`.
 */
export async function idsByNumber(
  tx: Tx,
  written: readonly (string | null | undefined)[],
  view: RawBuilder<unknown>,
): Promise<(source: string, name: string) => string | null> {
  const wanted = [...new Set(written.flatMap((name) => (name ? [name] : [])))];
  if (wanted.length === 0) return () => null;
  const { rows } = await sql<Numbered>`
    select id, number, source, source_number from ${view}
    where number = any(${wanted}::text[]) or source_number = any(${wanted}::text[])`.execute(tx);
  const ours = new Map(rows.map((row) => [row.number, row.id]));
  const theirs = Map.groupBy(rows, (row) => row.source_number ?? "");
  return (source, name) => {
    const found = theirs.get(name) ?? [];
    const same = found.find((row) => row.source === source);
    return ours.get(name) ?? same?.id ?? (found.length === 1 ? (found[0]?.id ?? null) : null);
  };
}
