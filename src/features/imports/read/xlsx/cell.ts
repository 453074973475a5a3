import { dateOfDay, dayNumber } from "../dates/civil.ts";

export type DateKind = "date" | "time" | "date-time";

// Formats that have a number and no code in the file (ECMA-376 part 1, 18.8.30), with the East Asian dates.
const builtIn: readonly (readonly [from: number, to: number, kind: DateKind])[] = [
  [14, 17, "date"],
  [18, 21, "time"],
  [22, 22, "date-time"],
  [27, 31, "date"],
  [32, 35, "time"],
  [36, 36, "date"],
  [45, 47, "time"],
  [50, 58, "date"],
];

/** Whether a number format shows a date, from its number or its code. */
export function dateKindOf(id: number, code: string | undefined): DateKind | null {
  if (code === undefined) return builtIn.find(([from, to]) => id >= from && id <= to)?.[2] ?? null;
  const bare = (code.split(";")[0] ?? "")
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .replace(/\[(?!h|m|s)[^\]]*\]/gi, "")
    .toLowerCase();
  // Elapsed hours, [h]:mm, are an amount and no time of day.
  if (/\[[hms]+\]/.test(bare) || /general/.test(bare)) return null;
  const date = /[yd]/.test(bare) || /mmm/.test(bare);
  const time = /[hs]/.test(bare);
  if (date) return time ? "date-time" : "date";
  return time ? "time" : null;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** A serial number as local ISO text, in whole seconds: `2016-02-29T01:16:00`, `2016-02-29`, `01:16:00`. */
export function serialText(serial: number, kind: DateKind, date1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return null;
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const time = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  if (kind === "time" && days === 0) return time;
  const { year, month, day } = dateOfDay(epochDay(days, date1904));
  const date = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  return rest === 0 && kind === "date" ? date : `${date}T${time}`;
}

// The 1900 system counts a 29 February 1900 that never was: days before it are one off.
function epochDay(days: number, date1904: boolean): number {
  if (date1904) return dayNumber(1904, 1, 1) + days;
  return dayNumber(1899, 12, days < 60 ? 31 : 30) + days;
}

/** `BC12` → 54; -1 when there is no letter. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i += 1) {
    const letter = (reference.charCodeAt(i) | 32) - 96;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

/** A number as people wrote it: binary noise beyond Excel's 15 digits falls off. */
export function numberText(raw: string): string {
  const number = Number(raw);
  if (!Number.isFinite(number) || raw.trim() === "") return raw;
  if (Number.isSafeInteger(number)) return String(number);
  return String(Number(number.toPrecision(15)));
}
