import { defineTexts } from "../../../shared/texts.ts";

export const navigationTexts = defineTexts({
  sv: { statistics: "Statistik" },
  en: { statistics: "Statistics" },
});
