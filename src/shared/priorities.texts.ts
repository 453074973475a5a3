import { defineTexts } from "./texts.ts";

/** What the priorities are called, wherever one is shown. */
export const priorityTexts = defineTexts({
  sv: {
    "priority.1": "1 – kritisk",
    "priority.2": "2 – hög",
    "priority.3": "3 – medel",
    "priority.4": "4 – låg",
    "priority.5": "5 – planeras",
  },
  en: {
    "priority.1": "1 – critical",
    "priority.2": "2 – high",
    "priority.3": "3 – medium",
    "priority.4": "4 – low",
    "priority.5": "5 – planning",
  },
});
