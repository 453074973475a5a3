import { measuredText, shortChange, type FigureUnit, type Measured } from "../../shared/figure-text.ts";
import type { Language } from "../../shared/language.ts";
import type { FigureProps } from "./figure.tsx";

interface Shown extends Measured {
  readonly records: string | null;
}

interface Compared {
  readonly unit: FigureUnit;
  readonly withheld: boolean;
  readonly now: Shown;
  readonly against: Measured | null;
}

/** What a figure shows: its value, how it has changed, and what it is compared with, missing or not. */
export function figureFacts(
  { unit, withheld, now, against }: Compared,
  language: Language,
): Pick<FigureProps, "value" | "quiet" | "change" | "against" | "records"> {
  if (withheld) return { value: "–" };
  const change = against === null ? null : shortChange(now.value, against.value, unit, language);
  return {
    value: measuredText(now, unit, language),
    quiet: now.value === null,
    ...(now.records === null || now.value === null ? {} : { records: now.records }),
    ...(change === null ? {} : { change }),
    ...(against === null ? {} : { against: measuredText(against, unit, language) }),
  };
}
