import type { Moment } from "../read/dates/moment.ts";

export type MappedValue = string | number | boolean | Moment | readonly string[] | null;

export type Order = number | string;

/** Where each field and each extra column stands in the rows of one mapping. */
export type RowLayout = {
  readonly fields: ReadonlyMap<string, number>;
  readonly extra: readonly string[];
};

/**
 * A row as the mapping read it. Values stand in an array under a layout that all rows share: as
 * objects of their own the rows of an event log took three kilobytes each, and the collector's time.
 */
export type MappedRow = {
  /** What identifies the record, in one string; the same for all its events and in every later file. */
  readonly key: string;
  /** The event's place among the events of its record; null in a file of records. */
  readonly order: Order | null;
  readonly layout: RowLayout;
  readonly values: readonly MappedValue[];
  /** Columns without a field, as text; null where the row has no value. */
  readonly rest: readonly (string | null)[];
};

export function valueOf(row: MappedRow, field: string): MappedValue {
  const index = row.layout.fields.get(field);
  return index === undefined ? null : (row.values[index] ?? null);
}

/** Every mapped field by its name, null where the row has no value. */
export function fieldsOf(row: MappedRow): Record<string, MappedValue> {
  const named: Record<string, MappedValue> = {};
  for (const [field, index] of row.layout.fields) named[field] = row.values[index] ?? null;
  return named;
}

/** The extra columns that have a value, by their name in the file. */
export function extraOf(row: MappedRow): Record<string, string> {
  const named: Record<string, string> = {};
  for (const [index, name] of row.layout.extra.entries()) {
    const value = row.rest[index] ?? null;
    if (value !== null) named[name] = value;
  }
  return named;
}
