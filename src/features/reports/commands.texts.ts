import { defineTexts } from "../../shared/texts.ts";

export const commandTexts = defineTexts({
  sv: {
    counting: "Räknar {period} …",
    rendering: "Sätter {formats} …",
    written: "{title}, {period}\n{files}",
    empty: "Observera: inga incidenter är registrerade under {period}.",
    "format.unknown": "Formatet {format} finns inte. Välj bland {formats}.",
  },
  en: {
    counting: "Counting {period} …",
    rendering: "Setting {formats} …",
    written: "{title}, {period}\n{files}",
    empty: "Note: no incidents are recorded in {period}.",
    "format.unknown": "There is no format {format}. Choose among {formats}.",
  },
});
