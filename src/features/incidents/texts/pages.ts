import { defineTexts } from "../../../shared/texts.ts";

export const pageTexts = defineTexts({ sv: {}, en: {} });
