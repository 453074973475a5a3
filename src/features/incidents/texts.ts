import { defineTexts } from "../../shared/texts.ts";
import { outageTexts } from "./words-outages.ts";
import { pageTexts } from "./words-pages.ts";
import { timelineTexts } from "./words-timeline.ts";
import { wordTexts } from "./words.ts";

export const texts = defineTexts({
  sv: { ...wordTexts.sv, ...pageTexts.sv, ...outageTexts.sv, ...timelineTexts.sv },
  en: { ...wordTexts.en, ...pageTexts.en, ...outageTexts.en, ...timelineTexts.en },
});
