import type { Format } from "../../shared/format.ts";

export type FigureUnit = "count" | "minutes" | "share";

interface Valued {
  readonly value: number | null;
  readonly imprecise?: number;
}

/** A value as people read it: `1 003`, `33,3 %`, `2 h 5 min`, `omkring 4 h`; null where there is none. */
export function figureText(
  { value, imprecise = 0 }: Valued,
  unit: FigureUnit,
  format: Format,
  about: string,
): string | null {
  if (value === null) return null;
  const text = plainText(value, unit, format);
  return imprecise > 0 && value !== 0 ? `${about} ${text}` : text;
}

function plainText(value: number, unit: FigureUnit, format: Format): string {
  if (unit === "minutes") return format.duration(value * 60);
  return unit === "share" ? format.percent(value, 1) : format.number(value);
}

/** Below this, one more or less moves the percentage so far that it misleads. */
const smallestBase = 10;

/** How it differs: in percent, in numbers where those are small, in points for a share; null where it cannot be said. */
export function changeText(
  now: number | null,
  before: number | null,
  unit: FigureUnit,
  words: { readonly format: Format; readonly points: string; readonly same: string },
): string | null {
  const { format, points, same } = words;
  if (now === null || before === null) return null;
  if (now === before) return same;
  if (unit === "share") return `${format.change((now - before) * 100, 1)} ${points}`;
  if (unit === "minutes" && before > 0) return format.percentChange(now / before - 1);
  if (unit === "minutes") return null;
  return before >= smallestBase ? format.percentChange(now / before - 1) : format.change(now - before);
}
