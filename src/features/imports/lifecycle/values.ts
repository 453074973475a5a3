import { incidentStates, type IncidentState } from "../mapping/fields.ts";
import { valueOf, type MappedRow } from "../mapping/row.ts";
import type { Moment } from "../read/dates/moment.ts";

/** Reads of mapped values by the type that their field has. */
export function momentOf(row: MappedRow, field: string): Moment | null {
  const value = valueOf(row, field);
  return typeof value === "object" && value !== null && "ms" in value ? value : null;
}

export function textOf(row: MappedRow, field: string): string | null {
  const value = valueOf(row, field);
  return typeof value === "string" ? value : null;
}

export function numberOf(row: MappedRow, field: string): number | null {
  const value = valueOf(row, field);
  return typeof value === "number" ? value : null;
}

export function flagOf(row: MappedRow, field: string): boolean | null {
  const value = valueOf(row, field);
  return typeof value === "boolean" ? value : null;
}

export function listOf(row: MappedRow, field: string): readonly string[] {
  const value = valueOf(row, field);
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

export function stateOf(row: MappedRow): IncidentState | null {
  const value = valueOf(row, "state");
  return incidentStates.find((state) => state === value) ?? null;
}
