import { defineTexts } from "../../../shared/texts.ts";

export const navigationTexts = defineTexts({
  sv: { people: "Personer och roller", keys: "API-nycklar", journal: "Händelselogg" },
  en: { people: "People and roles", keys: "API keys", journal: "Journal" },
});
