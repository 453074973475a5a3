import { defineTexts } from "../../shared/texts.ts";

export const commandTexts = defineTexts({
  sv: {
    withheld: "kräver behörighet",
    p90: "90 %: {value}",
    n: "n = {n}",
    "area.choices": "Tjänsteområdet {area} finns inte. De som finns är {areas}.",
    "area.none": "Tjänsteområdet {area} finns inte; registret har inga tjänsteområden.",
  },
  en: {
    withheld: "needs permission",
    p90: "90%: {value}",
    n: "n = {n}",
    "area.choices": "There is no service area {area}. Those that exist are {areas}.",
    "area.none": "There is no service area {area}; the register has no service areas.",
  },
});
