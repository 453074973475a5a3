import { defineTexts } from "../../../shared/texts.ts";

export const navigationTexts = defineTexts({
  sv: { deviations: "Avvikelser och åtgärder" },
  en: { deviations: "Deviations and actions" },
});
