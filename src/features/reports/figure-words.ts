import { changeBetween, missingText, shareText, signedText, type Change } from "../../shared/figure-text.ts";
import type { Language } from "../../shared/language.ts";
import type { Figure } from "./model.ts";

export {
  differenceText,
  rounded,
  shareText,
  smallestBaseForPercent,
  valueText,
} from "../../shared/figure-text.ts";

/** The change is derived, never stored beside the two values it comes from. */
export function changeOf(figure: Pick<Figure, "value" | "comparison" | "unit">): Change | null {
  const { value, comparison, unit } = figure;
  if (value === null || comparison === null || comparison === undefined) return null;
  return changeBetween(value, comparison, unit);
}

/** The comparison in short: `+247 (+33 %)`, `oförändrat`, `uppgift saknas`; null when not compared. */
export function changeText(figure: Figure, language: Language): string | null {
  if (figure.comparison === undefined) return null;
  const change = changeOf(figure);
  if (change === null) return missingText(language);
  const text = signedText(change.difference, figure.unit, language);
  const share = change.difference === 0 ? null : shareText(change.share, language);
  return share === null ? text : `${text} (${share})`;
}
