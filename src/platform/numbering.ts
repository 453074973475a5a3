import { sql } from "kysely";
import type { Tx } from "./database/transaction.ts";

/** The first of `count` fresh numbers in a series and year; the row lock makes them gap-free per transaction. */
export async function takeNumbers(tx: Tx, series: string, year: number, count: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into number_series (series, year, last) values (${series}, ${year}, ${count})
    on conflict (series, year) do update set last = number_series.last + ${count}
    returning last`.execute(tx);
  const last = rows[0]?.last;
  if (last === undefined) throw new Error("A number series gave no number.");
  return last - count + 1;
}

/** A short number for people: `INC-2023-0412`; more than 9 999 in a year simply grow longer. */
export function formatNumber(series: string, year: number, ordinal: number): string {
  return `${series}-${year}-${String(ordinal).padStart(4, "0")}`;
}

export async function nextNumber(tx: Tx, series: string, year: number): Promise<string> {
  return formatNumber(series, year, await takeNumbers(tx, series, year, 1));
}
