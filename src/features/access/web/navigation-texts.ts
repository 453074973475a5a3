import { defineTexts } from "../../../shared/texts.ts";

export const navigationTexts = defineTexts({
  sv: {
    people: "Personer och roller",
    "sign-in": "Inloggning",
    keys: "API-nycklar",
    journal: "Händelselogg",
  },
  en: { people: "People and roles", "sign-in": "Sign-in", keys: "API keys", journal: "Journal" },
});
