import { defineTexts } from "./texts.ts";

export const figureTextTexts = defineTexts({
  sv: {
    about: "omkring {value}",
    missing: "uppgift saknas",
    same: "oförändrat",
    points: "{count, plural, =1 {{shown}\u00a0procentenhet} other {{shown}\u00a0procentenheter}}",
  },
  en: {
    about: "about {value}",
    missing: "not stated",
    same: "unchanged",
    points: "{count, plural, =1 {{shown}\u00a0percentage point} other {{shown}\u00a0percentage points}}",
  },
});
