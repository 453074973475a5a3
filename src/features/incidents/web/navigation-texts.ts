import { defineTexts } from "../../../shared/texts.ts";

/** Loaded with the shell, so only what the menus say. */
export const navigationTexts = defineTexts({
  sv: {
    incidents: "Incidenter",
    major: "Major incident",
    outages: "Planerade avbrott",
    report: "Incident",
    outage: "Planerat avbrott",
    matrix: "Prioriteter",
  },
  en: {
    incidents: "Incidents",
    major: "Major incidents",
    outages: "Planned outages",
    report: "Incident",
    outage: "Planned outage",
    matrix: "Priorities",
  },
});
