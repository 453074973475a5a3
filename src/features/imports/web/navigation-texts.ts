import { defineTexts } from "../../../shared/texts.ts";

export const navigationTexts = defineTexts({ sv: { imports: "Import" }, en: { imports: "Import" } });
