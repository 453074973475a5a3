import { holds } from "../../platform/actor.ts";
import { unknownName } from "../../platform/verb/storing.texts.ts";
import { storeBySource, type SourceRow, type Storing } from "../../platform/verb/storing.ts";
import { AppError } from "../../shared/errors.ts";
import type { RowFault, Stored } from "../../shared/stored.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { compareInstants, type Instant } from "../../shared/time.ts";
import { rootUnitId } from "../organisation/index.ts";
import { subjectTypes, type ActionState, type SubjectType } from "./contract.ts";
import {
  foundOf,
  knownActions,
  numbersOf,
  servicesByName,
  suppliersByName,
  systemsByName,
  unitsByName,
  unitsOfCatalogue,
  writeActions,
} from "./queries-store.ts";
import { actionSeries, actionSubject } from "./subjects.ts";

/** An action as a file tells of it: what it hangs on is named as people name it. */
export interface ActionRow extends SourceRow {
  title: string;
  description?: string | null;
  state?: ActionState | null;
  stateReason?: string | null;
  ownerRole?: string | null;
  dueOn?: string | null;
  supplier?: string | null;
  recommended?: boolean | null;
  decidedAt?: Instant | null;
  doneAt?: Instant | null;
  /** Name or code; the unit of the first service or system when left out, else the topmost. */
  unit?: string | null;
  /** Numbers of deviations and incidents (here or in their source), names of services and systems. */
  about?: Partial<Record<SubjectType, readonly string[]>>;
}

/** The row of the table that it becomes, and what it is about. */
export interface ReadyAction {
  source: string;
  source_number: string;
  unit_id: string;
  title: string;
  description: string;
  state: ActionState;
  state_reason: string | null;
  owner_role: string;
  due_on: string | null;
  supplier_id: string | null;
  recommended: boolean;
  decided_at: Instant | null;
  done_at: Instant | null;
  /** When the first of the deviations that it is about was found: its number is of that year, not of the import's. */
  found_at: Instant | null;
  about: { type: SubjectType; subjectId: string }[];
}

/** Stores actions by source and source number; see `storeBySource`. */
export async function storeActions(context: Storing, rows: readonly ActionRow[]): Promise<Stored> {
  const { tx, now, actor } = context;
  const root = await rootUnitId(tx);
  if (!holds(actor, "deviation:edit", [root])) throw new AppError("access.refused");
  const withBreaches = rows.some((row) => (row.about?.breach ?? []).length > 0);
  if (withBreaches && !holds(actor, "breach:edit", [root])) throw new AppError("access.refused");
  return storeBySource(context, rows, {
    known: knownActions,
    series: actionSeries,
    momentOf: (ready: ReadyAction) => ready.decided_at ?? ready.done_at ?? ready.found_at ?? now,
    resolve: async (all) => {
      const look = await lookUp(context, all, root);
      return dated(
        tx,
        all.map((row) => resolve(row, look)),
      );
    },
    write: (items) => writeActions(tx, items, now),
    noted: ({ id, isNew, ready }, row) => ({
      kind: isNew ? "action.added" : "action.edited",
      subject: actionSubject({ id, unitId: ready.unit_id }),
      body: { ...row, about: { ...row.about, breach: undefined } },
    }),
  });
}

async function lookUp({ tx }: Storing, rows: readonly ActionRow[], root: string) {
  const of = (type: SubjectType) => rows.flatMap((row) => row.about?.[type] ?? []);
  const service = await servicesByName(tx, of("service"));
  const system = await systemsByName(tx, of("system"));
  const subjects: Record<SubjectType, (source: string, name: string) => string | null> = {
    deviation: await numbersOf.deviation(tx, of("deviation")),
    incident: await numbersOf.incident(tx, of("incident")),
    breach: await numbersOf.breach(tx, of("breach")),
    service: (_, name) => service(name),
    system: (_, name) => system(name),
  };
  const names = (pick: (row: ActionRow) => string | null | undefined) => rows.map(pick);
  const unit = await unitsByName(
    tx,
    names((row) => row.unit),
  );
  const supplier = await suppliersByName(
    tx,
    names((row) => row.supplier),
  );
  return { subjects, unit, supplier, unitOf: await unitsOfCatalogue(tx), root };
}

type Resolved = { ready: ReadyAction } | { faults: RowFault[] };

async function dated(tx: Tx, rows: Resolved[]): Promise<Resolved[]> {
  const ready = rows.flatMap((row) => ("ready" in row ? [row.ready] : []));
  const deviations = (one: ReadyAction) =>
    one.about.filter(({ type }) => type === "deviation").map(({ subjectId }) => subjectId);
  const found = await foundOf(tx, ready.flatMap(deviations));
  for (const one of ready)
    one.found_at =
      deviations(one)
        .flatMap((id) => found.get(id) ?? [])
        .toSorted(compareInstants)[0] ?? null;
  return rows;
}

type LookUp = Awaited<ReturnType<typeof lookUp>>;

function resolve(row: ActionRow, look: LookUp): Resolved {
  const faults: RowFault[] = [];
  const find = (path: string, name: string | null | undefined, by: (name: string) => string | null) => {
    const id = name ? by(name) : null;
    if (name && id === null) faults.push(unknownName(path, name));
    return id;
  };
  const about = subjectTypes.flatMap((type) =>
    (row.about?.[type] ?? []).flatMap((name) => {
      const subjectId = find(type, name, (one) => look.subjects[type](row.source, one));
      return subjectId === null ? [] : [{ type, subjectId }];
    }),
  );
  const owner = about.find(({ subjectId }) => look.unitOf.has(subjectId));
  const unit =
    find("unit", row.unit, look.unit) ??
    (owner === undefined ? look.root : (look.unitOf.get(owner.subjectId) ?? look.root));
  const supplier = find("supplier", row.supplier, look.supplier);
  if (faults.length > 0) return { faults };
  return { ready: { ...factsOf(row), found_at: null, unit_id: unit, supplier_id: supplier, about } };
}

function factsOf(row: ActionRow) {
  return {
    source: row.source,
    source_number: row.sourceNumber,
    title: row.title,
    description: row.description ?? "",
    state: row.state ?? ("proposed" as const),
    state_reason: row.stateReason || null,
    owner_role: row.ownerRole ?? "",
    due_on: row.dueOn ?? null,
    recommended: row.recommended ?? false,
    decided_at: row.decidedAt ?? null,
    done_at: row.doneAt ?? null,
  };
}
