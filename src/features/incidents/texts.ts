import { defineTexts } from "../../shared/texts.ts";
import { pageTexts } from "./texts/pages.ts";
import { timelineTexts } from "./texts/timeline.ts";
import { wordTexts } from "./texts/words.ts";

export const texts = defineTexts({
  sv: { ...wordTexts.sv, ...pageTexts.sv, ...timelineTexts.sv },
  en: { ...wordTexts.en, ...pageTexts.en, ...timelineTexts.en },
});
