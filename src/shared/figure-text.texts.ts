import { defineTexts } from "./texts.ts";

export const figureTextTexts = defineTexts({
  sv: {
    about: "omkring {value}",
    missing: "uppgift saknas",
    nothing: "inget att mäta",
    same: "oförändrat",
    points: "{count, plural, =1 {{shown}\u00a0procentenhet} other {{shown}\u00a0procentenheter}}",
  },
  en: {
    about: "about {value}",
    missing: "not stated",
    nothing: "nothing to measure",
    same: "unchanged",
    points: "{count, plural, =1 {{shown}\u00a0percentage point} other {{shown}\u00a0percentage points}}",
  },
});
