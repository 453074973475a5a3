import type { Db } from "../../platform/database/transaction.ts";
import { compileMapping } from "./mapping/apply.ts";
import type { Target } from "./mapping/fields.ts";
import { Observation } from "./mapping/observe.ts";
import type { Profile } from "./mapping/profile.ts";
import { propose, type Proposal } from "./mapping/propose.ts";
import { fieldsOf, type MappedValue } from "./mapping/row.ts";
import type { Reason } from "./reasons.ts";
import { openTable, type Place } from "./run/source.ts";
import { formatInstant } from "./read/dates.ts";

/** Rows that are looked at before something is proposed; a whole file of an event log and more. */
const LOOKED_AT = 200_000;

export interface FileProposal extends Proposal {
  header: readonly string[];
  rows: number;
}

/** Looks through a file and proposes how its columns become fields. */
export async function proposeFor(
  db: Db,
  place: Place,
  options: { target?: Target | undefined; zone?: string | undefined; onRows?: (rows: number) => void } = {},
): Promise<FileProposal> {
  const table = await openTable(db, place);
  try {
    const observed = new Observation(table.header);
    let rows = 0;
    for await (const batch of table.batches()) {
      observed.add(batch.rows);
      rows += batch.rows.length;
      options.onRows?.(rows);
      if (rows >= LOOKED_AT) break;
    }
    const { target, zone } = options;
    const proposal = propose(observed.facts(), {
      ...(target !== undefined && { target }),
      ...(zone !== undefined && { zone }),
    });
    return { ...proposal, header: table.header, rows };
  } finally {
    await table.close();
  }
}

export interface PreviewRow {
  line: number;
  cells: readonly string[];
  /** What the row becomes; null when it is rejected. */
  values: Record<string, string | number | boolean | readonly string[] | null> | null;
  reasons: readonly Reason[];
}

/** The first rows of a file as they would become. */
export async function previewRows(
  db: Db,
  place: Place,
  profile: Profile,
  count: number,
): Promise<PreviewRow[]> {
  const table = await openTable(db, place);
  try {
    const mapping = compileMapping(profile, table.header);
    const shown: PreviewRow[] = [];
    for await (const batch of table.batches()) {
      for (const [index, cells] of batch.rows.entries()) {
        if (shown.length >= count) return shown;
        const line = batch.lines[index] ?? 0;
        const result = mapping.map(cells);
        shown.push(
          result.ok
            ? { line, cells, values: plainValues(fieldsOf(result.value)), reasons: result.notes }
            : { line, cells, values: null, reasons: result.reasons },
        );
      }
    }
    return shown;
  } finally {
    await table.close();
  }
}

function plainValues(values: Readonly<Record<string, MappedValue>>) {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, plain(value)] as const));
}

function plain(value: MappedValue): string | number | boolean | readonly string[] | null {
  return typeof value === "object" && value !== null && "ms" in value ? formatInstant(value.ms) : value;
}
