import { defineTexts } from "../../shared/texts.ts";

export const commandTexts = defineTexts({
  sv: { missing: "uppgift saknas", withheld: "kräver behörighet", about: "omkring" },
  en: { missing: "not stated", withheld: "needs permission", about: "about" },
});
