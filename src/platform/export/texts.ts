import { defineTexts } from "../../shared/texts.ts";

export const exportTexts = defineTexts({
  sv: { yes: "ja", no: "nej" },
  en: { yes: "yes", no: "no" },
});
