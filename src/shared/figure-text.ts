import { figureTextTexts } from "./figure-text.texts.ts";
import { createFormat } from "./format.ts";
import type { Language } from "./language.ts";
import { translator } from "./texts.ts";

/** How figures are written wherever they stand: on the web, on the command line and in reports. */

/** `share` and `percent` are 0.33; `duration` is seconds. Reports that are locked say `percent` and `duration`. */
export type FigureUnit = "count" | "minutes" | "share" | "percent" | "duration";

/** Below this, one more or less moves the percentage so far that it misleads. */
export const smallestBaseForPercent = 10;

const formats = {
  sv: createFormat({ language: "sv", timeZone: "UTC" }),
  en: createFormat({ language: "en", timeZone: "UTC" }),
};

const isShare = (unit: FigureUnit): boolean => unit === "share" || unit === "percent";

/** Counts and minutes are said whole; what cannot be seen must not decide "more" or "fewer". */
export function rounded(value: number, unit: FigureUnit): number {
  return isShare(unit) ? Math.round(value * 1000) / 1000 : Math.round(value);
}

function decimalsOf(value: number): number {
  return Math.abs(value - Math.round(value)) < 0.05 ? 0 : 1;
}

function magnitude(value: number, unit: FigureUnit, language: Language): string {
  const format = formats[language];
  const shown = rounded(value, unit);
  if (isShare(unit)) return format.percent(shown, decimalsOf(shown * 100));
  if (unit === "duration") return format.duration(shown);
  return unit === "minutes" ? format.duration(shown * 60) : format.number(shown);
}

export function missingText(language: Language): string {
  return translator(language, figureTextTexts)("missing");
}

/**
 * A value with its unit: `1 003`, `33,3 %`, `2 h 5 min`, `uppgift saknas`. One for which any of the times behind it is
 * known less exactly than to the minute is `omkring 4 h`; nothing is not about nothing.
 */
export function valueText(
  value: number | null,
  unit: FigureUnit,
  { language, imprecise = false }: { readonly language: Language; readonly imprecise?: boolean },
): string {
  if (value === null) return missingText(language);
  const shown = magnitude(value, unit, language);
  if (!imprecise || rounded(value, unit) === 0) return shown;
  return translator(language, figureTextTexts)("about", { value: shown });
}

/** A value as statistics measure it. */
export interface Measured {
  readonly value: number | null;
  readonly n: number | null;
  readonly imprecise: number;
  readonly missing: string | null;
}

/** The same of a measured value. Nothing to take a median of is no gap in what was recorded, and is said as itself. */
export function measuredText(
  { value, n, imprecise, missing }: Measured,
  unit: FigureUnit,
  language: Language,
): string {
  if (value === null && n === 0 && missing === null) return translator(language, figureTextTexts)("nothing");
  return valueText(value, unit, { language, imprecise: imprecise > 0 });
}

export interface Change {
  readonly difference: number;
  /** The difference as a share of the value compared with; null where it would mislead. */
  readonly share: number | null;
}

/** The change is derived, never stored beside the two values it comes from. */
export function changeBetween(value: number, before: number, unit: FigureUnit): Change {
  const base = rounded(before, unit);
  const difference = rounded(rounded(value, unit) - base, unit);
  const comparable = !isShare(unit) && base >= smallestBaseForPercent;
  return { difference, share: comparable ? difference / base : null };
}

/** The size of a difference without its sign; shares differ by percentage points. */
export function differenceText(difference: number, unit: FigureUnit, language: Language): string {
  const size = Math.abs(difference);
  if (!isShare(unit)) return magnitude(size, unit, language);
  const count = Math.round(size * 1000) / 10;
  const shown = formats[language].number(count, decimalsOf(count));
  return translator(language, figureTextTexts)("points", { count, shown });
}

/** `+33 %`, with a decimal below ten; null when nothing would be left of it. */
export function shareText(share: number | null, language: Language): string | null {
  if (share === null) return null;
  const shown = formats[language].percentChange(share, Math.abs(share) < 0.0995 ? 1 : 0);
  return /[1-9]/u.test(shown) ? shown : null;
}

/** `+247`, `−2,5 procentenheter`, `oförändrat`. */
export function signedText(difference: number, unit: FigureUnit, language: Language): string {
  if (difference === 0) return translator(language, figureTextTexts)("same");
  return (difference > 0 ? "+" : "−") + differenceText(difference, unit, language);
}

/** How it differs, in one word: in per cent, else by how much; null where one of the two is missing. */
export function shortChange(
  value: number | null,
  before: number | null,
  unit: FigureUnit,
  language: Language,
): string | null {
  if (value === null || before === null) return null;
  const { difference, share } = changeBetween(value, before, unit);
  return (difference === 0 ? null : shareText(share, language)) ?? signedText(difference, unit, language);
}
