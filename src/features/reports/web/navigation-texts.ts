import { defineTexts } from "../../../shared/texts.ts";

export const navigationTexts = defineTexts({
  sv: { reports: "Rapporter och tjänsteskrivelser" },
  en: { reports: "Reports and decision papers" },
});
