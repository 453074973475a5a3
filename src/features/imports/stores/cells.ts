import { instantOf, formatInstant, type Moment } from "../read/dates.ts";
import { momentOf, numberOf, textOf } from "../lifecycle/values.ts";
import type { MappedRow } from "../mapping/row.ts";
import type { Precision } from "../../../shared/time.ts";

/** What a door takes for "says nothing": the field is left as it stands. */
export function textGiven(row: MappedRow, field: string): string | undefined {
  return textOf(row, field) ?? undefined;
}

export function numberGiven(row: MappedRow, field: string): number | undefined {
  return numberOf(row, field) ?? undefined;
}

/** One of the words that a field has; null when the row gives none. */
export function choiceOf<const Words extends readonly string[]>(
  row: MappedRow,
  field: string,
  words: Words,
): Words[number] | null {
  const text = textOf(row, field);
  return words.find((word) => word === text) ?? null;
}

export function minutesGiven(row: MappedRow, field: string): number | undefined {
  const hours = numberOf(row, field);
  return hours === null ? undefined : Math.round(hours * 60);
}

export function instantGiven(row: MappedRow, field: string): string | null {
  const moment = momentOf(row, field);
  return moment === null ? null : formatInstant(moment.ms);
}

export function preciseOf(moment: Moment | null): { at: string; precision: Precision } | null {
  return moment === null ? null : { at: formatInstant(moment.ms), precision: moment.precision };
}

/** The day that a time names in the profile's zone. */
export function dayGiven(row: MappedRow, field: string, zone: string): string | undefined {
  const moment = momentOf(row, field);
  if (moment === null) return undefined;
  return instantOf(moment).toZonedDateTimeISO(zone).toPlainDate().toString();
}
