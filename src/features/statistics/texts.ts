import { defineTexts } from "../../shared/texts.ts";

/** The figures' names and their one definition each, printed wherever the figure stands. */
export const figureTexts = defineTexts({
  sv: {
    incidents: "Incidenter",
    "incidents.what":
      "Oplanerade avbrott i en tjänst eller försämringar av dess kvalitet som upptäcktes i perioden (annars: började, annars: registrerades). Planerade avbrott, avskrivna och strukna poster räknas inte; en dubblett räknas tills den avskrivs eller stryks.",
    majorIncidents: "Major incidenter",
    "majorIncidents.what":
      "De av periodens incidenter som är förklarade major incident: högsta påverkansklassen, allvarliga och med stort avbrott i verksamheten.",
    closed: "Stängda",
    "closed.what": "Incidenter som stängdes i perioden, oavsett när de började.",
    backlog: "Pågående vid periodens slut",
    "backlog.what":
      "Incidenter som hade upptäckts men varken återställts eller stängts när perioden tog slut (eller nu, om den pågår). De som är återställda men ännu inte stängda räknas inte.",
    restoredWithinPromise: "Återställda inom utlovad tid",
    "restoredWithinPromise.what":
      "Av de incidenter som återställdes i perioden och för vilka en tid var utlovad: andelen som återställdes inom den. Antalet med utlovad tid anges intill.",
    timeToRestore: "Tid till återställning",
    "timeToRestore.what":
      "Median av tiden från att incidenten räknas (upptäckt, annars början) till att den återställdes, för incidenter som återställdes i perioden. 90:e percentilen: nio av tio tog högst så lång tid.",
    timeToAcknowledge: "Tid till kvittering",
    "timeToAcknowledge.what":
      "Median av tiden från att incidenten räknas (upptäckt, annars början) till att någon tog sig an den, för periodens incidenter. 90:e percentilen: nio av tio tog högst så lång tid.",
    reopenRate: "Återöppnade",
    "reopenRate.what":
      "Av de incidenter som återställdes i perioden: andelen som någon gång öppnades igen efter återställning eller stängning.",
    outageMinutes: "Avbrottstid",
    "outageMinutes.what":
      "Minuter i perioden då minst en incident avbröt tjänsten (avbrott, högsta påverkan eller major incident), från början till återställning. Överlappande incidenter räknas en gång per tjänst, pågående till nu; tjänsternas minuter summeras. Planerade avbrott räknas för sig.",
    plannedOutageMinutes: "Planerad avbrottstid",
    "plannedOutageMinutes.what":
      "Minuter i perioden med planerat avbrott, från fönstrets början till att arbetet blev klart eller fönstret tog slut. Överlapp räknas en gång per tjänst; tjänsternas minuter summeras.",
    breaches: "Personuppgiftsincidenter",
    "breaches.what":
      "Personuppgiftsincidenter (PUI) som upptäcktes i perioden och inte har avskrivits. Visas bara för den som har behörighet till dem.",
    deviations: "Kvalitetsavvikelser",
    "deviations.what":
      "Avvikelser som konstaterades i perioden: incidenter, kända brister i en tjänst och kundbehov som inte är tillgodosedda.",
    actions: "Åtgärder",
    "actions.what":
      "Åtgärder, föreslagna som beslutade, som rör avvikelser som konstaterades i perioden. Leverantörers rekommendationer är åtgärder.",
  },
  en: {
    incidents: "Incidents",
    "incidents.what":
      "Unplanned interruptions of a service or reductions of its quality that were detected in the period (else began, else were recorded). Planned outages, cancelled and struck-out records are not counted; a duplicate is counted until it is cancelled or struck out.",
    majorIncidents: "Major incidents",
    "majorIncidents.what":
      "Those of the period's incidents that are declared major: the highest impact class, serious, with a large outage in the organisation's work.",
    closed: "Closed",
    "closed.what": "Incidents that were closed in the period, whenever they began.",
    backlog: "Going on at the period's end",
    "backlog.what":
      "Incidents that had been detected and neither restored nor closed when the period ended (or now, while it goes on). Those restored but not yet closed are not counted.",
    restoredWithinPromise: "Restored within the promised time",
    "restoredWithinPromise.what":
      "Of the incidents that were restored in the period and for which a time was promised: the share that was restored within it. How many had a promise stands beside it.",
    timeToRestore: "Time to restore",
    "timeToRestore.what":
      "Median of the time from when the incident counts (detected, else began) until it was restored, for incidents restored in the period. 90th percentile: nine out of ten took at most so long.",
    timeToAcknowledge: "Time to acknowledge",
    "timeToAcknowledge.what":
      "Median of the time from when the incident counts (detected, else began) until somebody took it on, for the period's incidents. 90th percentile: nine out of ten took at most so long.",
    reopenRate: "Reopened",
    "reopenRate.what":
      "Of the incidents that were restored in the period: the share that was at some time opened again after it had been restored or closed.",
    outageMinutes: "Outage time",
    "outageMinutes.what":
      "Minutes of the period in which at least one incident interrupted the service (interruption, highest impact or major incident), from its beginning until restored. Overlapping incidents count once for each service, ongoing ones until now; the services' minutes are added up. Planned outages are counted apart.",
    plannedOutageMinutes: "Planned outage time",
    "plannedOutageMinutes.what":
      "Minutes of the period under a planned outage, from the start of its window until the work was done or the window ended. Overlaps count once for each service; the services' minutes are added up.",
    breaches: "Personal-data breaches",
    "breaches.what":
      "Personal-data breaches that were discovered in the period and have not been dismissed. Shown only to those who may see them.",
    deviations: "Quality deviations",
    "deviations.what":
      "Deviations found in the period: incidents, known shortcomings of a service, and customers' needs that are not met.",
    actions: "Actions",
    "actions.what":
      "Actions, proposed as well as decided, that concern deviations found in the period. Suppliers' recommendations are actions.",
  },
});
