import type { RowFault } from "../../shared/stored.ts";
import { defineTexts, translator } from "../../shared/texts.ts";

const storingTexts = defineTexts({
  sv: { unknown: "Det finns ingen post som heter {name}.", twice: "Samma nummer står på en tidigare rad." },
  en: {
    unknown: "There is no record called {name}.",
    twice: "The same number stands on an earlier row.",
  },
});

export const unknownName = (path: string, name: string): RowFault => ({
  path,
  sv: translator("sv", storingTexts)("unknown", { name }),
  en: translator("en", storingTexts)("unknown", { name }),
});

export const repeatedNumber: RowFault = {
  path: "sourceNumber",
  sv: translator("sv", storingTexts)("twice"),
  en: translator("en", storingTexts)("twice"),
};
