import { defineTexts } from "../../../shared/texts.ts";

export const navigationTexts = defineTexts({
  sv: { catalogue: "Tjänster och system", suppliers: "Leverantörer och avtal" },
  en: { catalogue: "Services and systems", suppliers: "Suppliers and agreements" },
});
