import { defineTexts } from "../../../shared/texts.ts";

export const navigationTexts = defineTexts({
  sv: { people: "Personer och roller", journal: "Händelselogg" },
  en: { people: "People and roles", journal: "Journal" },
});
