import { defineTexts } from "../../../shared/texts.ts";

export const navigationTexts = defineTexts({
  sv: { breaches: "Personuppgiftsincidenter" },
  en: { breaches: "Personal-data breaches" },
});
