import type { Said } from "../../shared/faults.ts";
import { defineTexts, lookUp } from "../../shared/texts.ts";

const rowFaultTexts = defineTexts({
  sv: {
    "unit.unknown": 'Ingen enhet har koden, sökvägen eller namnet "{written}".',
    "unit.ambiguous": 'Flera enheter heter "{written}". Skriv koden eller hela sökvägen.',
    "unit.cycle": '"{written}" ligger själv under den här enheten.',
    "site.ambiguous": 'Flera platser heter "{written}". Skriv platsens kod eller dess enhet.',
    "site.unknown": 'Ingen plats har koden eller namnet "{written}".',
    "unit.missing": "Skriv vilken enhet platsen hör till.",
    "code.taken": 'Koden "{written}" används redan av en annan.',
  },
  en: {
    "unit.unknown": 'No unit has the code, path or name "{written}".',
    "unit.ambiguous": 'Several units are called "{written}". Write the code or the whole path.',
    "unit.cycle": '"{written}" itself lies under this unit.',
    "site.ambiguous": 'Several sites are called "{written}". Write the code of the site, or its unit.',
    "site.unknown": 'No site has the code or name "{written}".',
    "unit.missing": "Write which unit the site belongs to.",
    "code.taken": 'The code "{written}" is already used by another.',
  },
});

/** What is wrong with a row of a file, in both languages. */
export function said(
  key: keyof typeof rowFaultTexts.sv,
  params: Readonly<Record<string, string>> = {},
): Said {
  const say = (language: "sv" | "en") => lookUp(language, [rowFaultTexts], key, params) ?? key;
  return { sv: say("sv"), en: say("en") };
}
