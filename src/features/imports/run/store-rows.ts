import pg from "pg";
import type { Actor } from "../../../platform/actor.ts";
import type { Runtime } from "../../../platform/runtime.ts";
import { bulkWrite } from "../../../platform/verb/bulk.ts";
import { AppError } from "../../../shared/errors.ts";
import type { RowLayout } from "../mapping/row.ts";
import { reason } from "../reasons.ts";
import { say, type TextKey } from "../say.ts";
import { stores } from "../stores/index.ts";
import type { Ground, Group, Outcome, Store } from "../stores/store.ts";
import { makeGroups, type Repeat } from "./groups.ts";
import { addRejects, readStaged, writeStep, type Reject, type StagedRow } from "./queries-run.ts";
import { addDoubt, type Counts, type Doubts, type Run } from "./state.ts";

export interface Storage {
  runtime: Runtime;
  actor: Actor;
  run: Run;
  language: "sv" | "en";
  requestId: string;
  /** Told after every transaction; throws to stop. */
  onStored: (rows: number) => Promise<void>;
}

/** Thrown to take back what a dry run wrote. */
class TakenBack extends Error {
  readonly outcomes: Outcome[];
  constructor(outcomes: Outcome[]) {
    super("a dry run");
    this.outcomes = outcomes;
  }
}

interface Work extends Storage {
  store: Store;
  counts: Counts;
  doubts: Doubts;
}

/** Begun now and waited for later: a failure in between is heard then, and does not end the process. */
function unheard<T>(begun: Promise<T>): Promise<T> {
  begun.catch(() => undefined);
  return begun;
}

/** Stores what is staged, in the order of the keys, from where it was broken off. */
export async function storeRows(storage: Storage): Promise<{ counts: Counts; doubts: Doubts }> {
  const { runtime, run } = storage;
  const store = stores[run.target];
  const work: Work = { ...storage, store, counts: { ...run.counts }, doubts: { ...run.doubts } };
  const layout: RowLayout = {
    fields: new Map((run.layout?.fields ?? []).map((name, index) => [name, index])),
    extra: run.layout?.extra ?? [],
  };
  // Beyond the last line of the last key that is stored.
  let after = run.checkpoint === null ? null : { key: run.checkpoint, line: Number.MAX_SAFE_INTEGER };
  const next = (place: typeof after) => readStaged(runtime.db, run.id, place, store.rows);
  let held: StagedRow[] = [];
  let page = unheard(next(after));
  // One page is stored while the next is made ready.
  let storing: Promise<void> = Promise.resolve();
  try {
    for (let last = false; !last;) {
      const rows = await page;
      last = rows.length < store.rows;
      const end = rows.at(-1);
      if (end !== undefined) after = { key: end.key, line: end.line };
      // The next rows are on their way while these are stored.
      if (!last) page = unheard(next(after));
      held = held.length === 0 ? rows : held.concat(rows);
      // The last record may go on beyond the page.
      const cut = last ? held.length : held.findLastIndex(({ key }) => key !== end?.key) + 1;
      const whole = held.slice(0, cut);
      held = held.slice(cut);
      if (whole.length === 0) continue;
      const ready = unheard(makeReady(work, whole, layout));
      await storing;
      storing = unheard(storePage(work, await ready));
    }
  } finally {
    // Whatever went wrong, nobody goes on while a page is still being stored.
    await Promise.allSettled([storing]);
  }
  await storing;
  return { counts: work.counts, doubts: work.doubts };
}

interface Page {
  groups: readonly Group[];
  repeats: readonly Repeat[];
  store: (ground: Ground) => Promise<Outcome[]>;
  rows: number;
}

async function makeReady({ run, store }: Work, rows: readonly StagedRow[], layout: RowLayout): Promise<Page> {
  const manyRows = run.profile.rows.kind === "events" || store.manyRows === true;
  const { groups, repeats } = makeGroups(rows, layout, manyRows);
  const prepared = await store.prepare?.(groups);
  return { groups, repeats, store: prepared ?? storing(store, groups), rows: rows.length };
}

function storing({ store }: Store, groups: readonly Group[]): Page["store"] {
  return (ground) => store(ground, groups);
}

async function storePage(work: Work, page: Page): Promise<void> {
  await storeGroups(work, page);
  await work.onStored(page.rows);
}

/** Where one record breaks the whole set, the set is halved until it stands alone and is rejected by itself. */
async function storeGroups(work: Work, page: Page): Promise<void> {
  const { groups, repeats } = page;
  try {
    await commit(work, page);
  } catch (error) {
    const faults = refusalOf(error);
    if (faults === null) throw error;
    if (groups.length <= 1) return commit(work, { ...page, store: async () => groups.map(() => faults) });
    const half = Math.ceil(groups.length / 2);
    const first = groups.slice(0, half);
    const early = new Set(first.map(({ key }) => key));
    await storeGroups(
      work,
      part(
        work,
        first,
        repeats.filter(({ key }) => early.has(key)),
      ),
    );
    await storeGroups(
      work,
      part(
        work,
        groups.slice(half),
        repeats.filter(({ key }) => !early.has(key)),
      ),
    );
  }
}

function part({ store }: Work, groups: readonly Group[], repeats: readonly Repeat[]): Page {
  return { groups, repeats, store: storing(store, groups), rows: 0 };
}

/** What is the record's own fault, and not the house's. */
function refusalOf(error: unknown): Outcome | null {
  if (error instanceof AppError) {
    if (error.code !== "input.invalid" && error.code !== "record.exists") return null;
    const faults = error.faults.map(({ path, sv, en }) => reason("record-refused", { path, sv, en }));
    return { result: "rejected", reasons: faults.length > 0 ? faults : [reason("record-not-storable")] };
  }
  const code = error instanceof pg.DatabaseError ? (error.code ?? "") : "";
  return /^2[23]/.test(code) ? { result: "rejected", reasons: [reason("record-not-storable")] } : null;
}

async function commit(work: Work, { groups, repeats, store: storePart }: Page): Promise<void> {
  const { runtime, actor, run, store, language } = work;
  const write = { verb: store.verb, needs: "import:run", requestId: work.requestId } as const;
  // Counted anew in every attempt, since a transaction may be tried again.
  let tally: Tally = tallyOf(work, groups, repeats, []);
  try {
    await bulkWrite(runtime, actor, write, async ({ tx, now, note }) => {
      const ground = {
        tx,
        now,
        note,
        actor,
        source: run.source,
        zone: run.profile.time.zone,
        say: (key: TextKey) => say(language, key),
      };
      const outcomes = await storePart(ground);
      if (run.dry) throw new TakenBack(outcomes);
      tally = tallyOf(work, groups, repeats, outcomes);
      await keep(work, tx, tally, groups.at(-1)?.key ?? null);
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
    tally = tallyOf(work, groups, repeats, error.outcomes);
    await keep(work, runtime.db, tally, groups.at(-1)?.key ?? null);
  }
  work.counts = tally.counts;
  work.doubts = tally.doubts;
}

async function keep(
  { run }: Work,
  tx: Parameters<typeof writeStep>[0],
  { counts, doubts, rejects }: Tally,
  checkpoint: string | null,
): Promise<void> {
  await addRejects(tx, run.id, rejects);
  await writeStep(tx, run.id, { state: "storing", checkpoint, counts, doubts });
}

interface Tally {
  counts: Counts;
  doubts: Doubts;
  rejects: Reject[];
}

function tallyOf(
  work: Work,
  groups: readonly Group[],
  repeats: readonly Repeat[],
  outcomes: readonly Outcome[],
): Tally {
  const tally: Tally = { counts: { ...work.counts }, doubts: structuredClone(work.doubts), rejects: [] };
  for (const [index, outcome] of outcomes.entries()) count(tally, groups[index]?.lines ?? [], outcome);
  for (const { line, first, same } of outcomes.length === 0 ? [] : repeats) {
    if (same) tally.counts.rowsUnchanged += 1;
    else {
      tally.counts.rowsRejected += 1;
      tally.rejects.push({ line, reasons: [reason("record-repeated", { line: first })] });
    }
  }
  return tally;
}

function count({ counts, doubts, rejects }: Tally, lines: readonly number[], outcome: Outcome): void {
  if (outcome.result === "rejected") {
    counts.recordsRejected += 1;
    counts.rowsRejected += lines.length;
    for (const line of lines) rejects.push({ line, reasons: outcome.reasons });
    return;
  }
  for (const doubt of outcome.doubts ?? []) addDoubt(doubts, doubt, lines[0] ?? 0);
  if (outcome.result === "unchanged") {
    counts.recordsUnchanged += 1;
    counts.rowsUnchanged += lines.length;
  } else {
    counts[outcome.result === "added" ? "recordsAdded" : "recordsChanged"] += 1;
    counts.rowsTaken += lines.length;
  }
}
