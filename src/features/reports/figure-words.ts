import { createFormat } from "../../shared/format.ts";
import type { Language } from "../../shared/language.ts";
import { translator } from "../../shared/texts.ts";
import type { Figure, FigureUnit } from "./model.ts";
import { sentenceTexts } from "./sentences.texts.ts";

/** Below this, one more or less moves the percentage so far that it misleads. */
export const smallestBaseForPercent = 10;

type Words = { readonly language: Language; readonly imprecise?: boolean };

const formats = {
  sv: createFormat({ language: "sv", timeZone: "UTC" }),
  en: createFormat({ language: "en", timeZone: "UTC" }),
};

/** Counts and minutes are said whole; what cannot be seen must not decide "more" or "fewer". */
export function rounded(value: number, unit: FigureUnit): number {
  if (unit === "percent") return Math.round(value * 1000) / 1000;
  return Math.round(value);
}

function magnitude(value: number, unit: FigureUnit, language: Language): string {
  const format = formats[language];
  const t = translator(language, sentenceTexts);
  const shown = rounded(value, unit);
  if (unit === "percent") return format.percent(shown, decimalsOf(shown * 100));
  if (unit === "duration") return format.duration(shown);
  if (unit === "minutes") return t("unit.minutes", { count: shown, shown: format.number(shown) });
  return format.number(shown);
}

function decimalsOf(value: number): number {
  return Math.abs(value - Math.round(value)) < 0.05 ? 0 : 1;
}

export function missingText(language: Language): string {
  return translator(language, sentenceTexts)("missing");
}

/** A value with its unit: `1 003`, `33 %`, `2 h 5 min`, `omkring 340 minuter`, `uppgift saknas`. */
export function valueText(value: number | null, unit: FigureUnit, words: Words): string {
  if (value === null) return missingText(words.language);
  const shown = magnitude(value, unit, words.language);
  if (words.imprecise !== true || rounded(value, unit) === 0) return shown;
  return translator(words.language, sentenceTexts)("about") + shown;
}

export type Change = {
  readonly difference: number;
  /** The difference as a share of the value compared with; null where it would mislead. */
  readonly share: number | null;
};

/** The change is derived, never stored beside the two values it comes from. */
export function changeOf(figure: Pick<Figure, "value" | "comparison" | "unit">): Change | null {
  const { value, comparison, unit } = figure;
  if (value === null || comparison === null || comparison === undefined) return null;
  const difference = rounded(rounded(value, unit) - rounded(comparison, unit), unit);
  const comparable = unit !== "percent" && rounded(comparison, unit) >= smallestBaseForPercent;
  return { difference, share: comparable ? difference / rounded(comparison, unit) : null };
}

/** The size of a difference without its sign; shares differ by percentage points. */
export function differenceText(difference: number, unit: FigureUnit, language: Language): string {
  const size = Math.abs(difference);
  if (unit !== "percent") return magnitude(size, unit, language);
  const points = Math.round(size * 1000) / 10;
  const shown = formats[language].number(points, decimalsOf(points));
  return translator(language, sentenceTexts)("unit.points", { count: points, shown });
}

/** `+33 %`, with a decimal below ten; null when nothing would be left of it. */
export function shareText(share: number | null, language: Language): string | null {
  if (share === null) return null;
  const shown = formats[language].percentChange(share, Math.abs(share) < 0.0995 ? 1 : 0);
  return /[1-9]/u.test(shown) ? shown : null;
}

/** The comparison in short: `+247 (+33 %)`, `oförändrat`, `uppgift saknas`; null when not compared. */
export function changeText(figure: Figure, language: Language): string | null {
  if (figure.comparison === undefined) return null;
  const change = changeOf(figure);
  if (change === null) return missingText(language);
  if (change.difference === 0) return translator(language, sentenceTexts)("change.none");
  const sign = change.difference > 0 ? "+" : "−";
  const share = shareText(change.share, language);
  const text = sign + differenceText(change.difference, figure.unit, language);
  return share === null ? text : `${text} (${share})`;
}
