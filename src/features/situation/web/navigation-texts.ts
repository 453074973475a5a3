import { defineTexts } from "../../../shared/texts.ts";

export const navigationTexts = defineTexts({
  sv: { situation: "Lägesbild" },
  en: { situation: "Situation" },
});
