import { defineTexts } from "./texts.ts";

export const formatTexts = defineTexts({
  sv: {
    hour: "{date} omkring kl.\u00a0{hour}",
    night: "natten mot {date}",
    week: "vecka\u00a0{week} {year}",
  },
  en: {
    hour: "{date} around {hour}:00",
    night: "the night before {date}",
    week: "week\u00a0{week} {year}",
  },
});
