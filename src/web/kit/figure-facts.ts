import { shortChange, valueText, type FigureUnit } from "../../shared/figure-text.ts";
import type { Language } from "../../shared/language.ts";
import { translator } from "../../shared/texts.ts";
import type { FigureProps } from "./figure.tsx";
import { kitTexts } from "./texts.ts";

interface Measured {
  readonly value: number | null;
  readonly n: number | null;
  readonly imprecise: number;
  readonly missing: string | null;
  readonly records: string | null;
}

interface Compared {
  readonly unit: FigureUnit;
  readonly withheld: boolean;
  readonly now: Measured;
  readonly against: Measured | null;
}

/** Nothing to take a median of is no gap in what was recorded. */
const isNothing = ({ value, n, missing }: Measured): boolean => value === null && n === 0 && missing === null;

function said(measured: Measured, unit: FigureUnit, language: Language): string {
  if (isNothing(measured)) return translator(language, kitTexts)("figure.nothing");
  return valueText(measured.value, unit, { language, imprecise: measured.imprecise > 0 });
}

/** What a figure shows: its value, how it has changed, and what it is compared with, missing or not. */
export function figureFacts(
  { unit, withheld, now, against }: Compared,
  language: Language,
): Pick<FigureProps, "value" | "quiet" | "change" | "against" | "records"> {
  if (withheld) return { value: "–" };
  const change = against === null ? null : shortChange(now.value, against.value, unit, language);
  return {
    value: said(now, unit, language),
    quiet: now.value === null,
    ...(now.records === null || now.value === null ? {} : { records: now.records }),
    ...(change === null ? {} : { change }),
    ...(against === null ? {} : { against: said(against, unit, language) }),
  };
}
