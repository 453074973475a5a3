import { defineTexts } from "../../../shared/texts.ts";

export const navigationTexts = defineTexts({
  sv: { organisation: "Organisation och platser" },
  en: { organisation: "Organisation and sites" },
});
