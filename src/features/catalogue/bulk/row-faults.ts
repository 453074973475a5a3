import type { RowFault } from "../../../shared/stored.ts";
import { defineTexts, lookUp } from "../../../shared/texts.ts";

const rowFaultTexts = defineTexts({
  sv: {
    empty: "Måste fyllas i.",
    "period.backwards": "Slutar före den börjar.",
    itself: "Kan inte bero på sig själv.",
    cycle: "Beroendet skulle gå i cirkel: {path}.",
  },
  en: {
    empty: "Must be filled in.",
    "period.backwards": "Ends before it begins.",
    itself: "Cannot depend on itself.",
    cycle: "The dependency would run in a circle: {path}.",
  },
});

/** What is wrong with a row of a file, where, in both languages. */
export function rowFault(
  path: string,
  key: keyof typeof rowFaultTexts.sv,
  params: Readonly<Record<string, string>> = {},
): RowFault {
  const say = (language: "sv" | "en") => lookUp(language, [rowFaultTexts], key, params) ?? key;
  return { path, sv: say("sv"), en: say("en") };
}
