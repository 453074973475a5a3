import { sql } from "kysely";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import { folded } from "../../platform/verb/upsert.ts";
import type { Said } from "../../shared/faults.ts";
import { said } from "./row-faults.ts";

export interface KnownUnit {
  id: string;
  parentId: string | null;
  name: string;
  code: string | null;
}

export type FoundUnit = { id: string } | { fault: Said };

/** Finds units as people and files write them: by code, by path (`Skola / Norr / Ekskolan`), or by a name that is alone. */
export interface UnitNames {
  rootId: string | null;
  find(written: string): FoundUnit;
  /** The unit right under a parent with this name. */
  under(parentId: string, name: string): KnownUnit | undefined;
  byCode(code: string): KnownUnit | undefined;
  /** Adds a unit, or says anew what it is called and where it stands. */
  put(unit: KnownUnit): void;
  /** The unit itself and all above it, the topmost last. */
  lineOf(id: string): KnownUnit[];
}

const steps = (written: string) =>
  written
    .split(/\s*[/>]\s*/u)
    .map(folded)
    .filter(Boolean);
const childKey = (parentId: string, name: string) => `${parentId} ${folded(name)}`;

/** Every unit is read at once: an organisation has thousands, and a file names most of them. */
export async function loadUnitNames(tx: Db | Tx): Promise<UnitNames> {
  const { rows } = await sql<KnownUnit>`
    select u.id, u.parent_id as "parentId", u.name, u.code from unit u`.execute(tx);
  return indexUnits(rows);
}

/** Pure: the index over units that are known, and that grows as a file adds to them. */
export function indexUnits(units: readonly KnownUnit[]): UnitNames {
  const byId = new Map<string, KnownUnit>();
  const codes = new Map<string, KnownUnit>();
  const children = new Map<string, KnownUnit>();
  const names = new Map<string, KnownUnit[]>();
  let rootId: string | null = null;
  const put = (unit: KnownUnit) => {
    forget(byId.get(unit.id));
    byId.set(unit.id, unit);
    if (unit.parentId === null) rootId = unit.id;
    else children.set(childKey(unit.parentId, unit.name), unit);
    if (unit.code !== null) codes.set(folded(unit.code), unit);
    names.set(folded(unit.name), [...(names.get(folded(unit.name)) ?? []), unit]);
  };
  const forget = (before: KnownUnit | undefined) => {
    if (before === undefined) return;
    if (before.parentId !== null) children.delete(childKey(before.parentId, before.name));
    if (before.code !== null) codes.delete(folded(before.code));
    names.set(
      folded(before.name),
      (names.get(folded(before.name)) ?? []).filter((unit) => unit.id !== before.id),
    );
  };
  for (const unit of units) put(unit);

  const lineOf = (id: string): KnownUnit[] => {
    const line: KnownUnit[] = [];
    for (let unit = byId.get(id); unit !== undefined; unit = byId.get(unit.parentId ?? "")) line.push(unit);
    return line;
  };
  const alongPath = (path: readonly string[]): KnownUnit[] =>
    (names.get(path.at(-1) ?? "") ?? []).filter((unit) => {
      const own = lineOf(unit.id).map((above) => folded(above.name));
      return path.toReversed().every((step, index) => own[index] === step);
    });
  return {
    get rootId() {
      return rootId;
    },
    find(written) {
      const coded = codes.get(folded(written));
      if (coded !== undefined) return { id: coded.id };
      const whole = names.get(folded(written)) ?? [];
      const found = whole.length > 0 ? whole : alongPath(steps(written));
      const [only] = found;
      if (found.length === 1 && only !== undefined) return { id: only.id };
      return { fault: said(found.length === 0 ? "unit.unknown" : "unit.ambiguous", { written }) };
    },
    under: (parentId, name) => children.get(childKey(parentId, name)),
    byCode: (code) => codes.get(folded(code)),
    put,
    lineOf,
  };
}
