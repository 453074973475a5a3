import { defineTexts } from "../../../shared/texts.ts";

/** What a report says beyond its figures' own sentences. */
export const fillTexts = defineTexts({
  sv: {
    "title.all": "Kvalitetsavvikelser i IT-tjänsterna",
    "title.area": "Kvalitetsavvikelser i IT-tjänsterna: {area}",
    "areas.other": "Utan tjänsteområde",
    "areas.no-service": "Tjänst inte angiven",
    "areas.recommendations":
      "{count, plural, =1 {Leverantörens rekommendation} other {Leverantörens # rekommendationer}}, se Åtgärder och rekommendationer",
    "chart.incidents": "Incidenter: {period} och {comparison}",
    "chart.incidents.alone": "Incidenter: {period}",
    "chart.series": "Incidenter över tid",
    "chart.majors": "Major incidenter per tjänst",
    "chart.breaches": "Personuppgiftsincidenter per IT-stöd",
    "chart.services": "Incidenter per tjänst",
    "chart.services.note": "De {count} tjänster som drabbades av flest.",
    "after.major": "Major incident i {service}: {title}",
    "after.major.plain": "Major incident: {title}",
    "after.breach": "Personuppgiftsincident i {service}: {title}",
    "after.breach.plain": "Personuppgiftsincident: {title}",
    "after.more": "Och ytterligare {count}, som visas i registret.",
    "rule.major-incident": "major incident",
    "rule.high-risk-breach": "hög risk för de registrerade",
    "rule.far-beyond-promise": "mer än dubbla utlovade tiden",
    "rule.beyond-promise": "längre än utlovat",
    "rule.without-promise": "ingen tid var utlovad",
    "rule.breach": "personuppgiftsincident",
    "rule.within-promise": "inom utlovad tid",
    "term.deviation": "Kvalitetsavvikelse",
    "term.deviation.what":
      "En incident, en känd brist i en tjänsts innehåll eller kvalitet, eller ett behov hos en kund som inte är tillgodosett.",
    "term.severity": "Avvikelsens storlek",
    "term.severity.what":
      "Stor: en major incident, en personuppgiftsincident med hög risk, eller ett avbrott mer än dubbelt så långt som utlovat. Mindre: ett avbrott längre än utlovat eller utan löfte, eller en annan personuppgiftsincident. Ingen: återställd inom utlovad tid. En person kan bedöma annorlunda; skälet står då intill. En personuppgiftsincident väger i den rad där den står: hos den avvikelse eller incident som den hör till, annars hos den enda avvikelsen i samma tjänst och IT-stöd, annars för sig.",
    "term.recommendation": "Rekommendation",
    "term.recommendation.what": "En åtgärd som en leverantör har föreslagit efter periodens avvikelser.",
    "term.after": "Efter periodens slut",
    "term.after.what":
      "Major incidenter och personuppgiftsincidenter som inträffade efter perioden, under högst lika lång tid som den. De räknas inte i periodens mått.",
    "method.missing": "{label}, {period}: {reason}",
    "method.sources":
      "Incidenterna kommer från {current} under {period} och från {other} under {comparison}. Källorna kan registrera olika, så en del av skillnaden kan bero på det.",
    "method.sources.same": "Incidenterna kommer från {sources}.",
    "method.source.own": "Beredds egen registrering",
    "method.unit":
      "Rapporten gäller {unit} och det som ligger under den. Poster som andra enheter svarar för ingår inte.",
    "method.withheld":
      "Personuppgiftsincidenter ingår inte. De visas bara för dem vars arbete det är, och den som tog fram rapporten har inte den behörigheten. En avvikelse vars storlek kan bero på dem står som inte bedömd.",
    "method.breaches":
      "Den som tog fram rapporten har behörighet till personuppgiftsincidenter, så de ingår.",
    "method.judged":
      "Avvikelsernas storlek är härledd ur posterna med våra regler, som står intill; källorna bedömer den inte. Där en person har bedömt annorlunda står skälet.",
    "method.cut": "Tabellerna visar de första {count} posterna av varje slag. Måtten räknar alla.",
  },
  en: {
    "title.all": "Quality deviations in the IT services",
    "title.area": "Quality deviations in the IT services: {area}",
    "areas.other": "Without a service area",
    "areas.no-service": "Service not stated",
    "areas.recommendations":
      "{count, plural, =1 {The supplier's recommendation} other {The supplier's # recommendations}}, see Actions and recommendations",
    "chart.incidents": "Incidents: {period} and {comparison}",
    "chart.incidents.alone": "Incidents: {period}",
    "chart.series": "Incidents over time",
    "chart.majors": "Major incidents by service",
    "chart.breaches": "Personal-data incidents by system",
    "chart.services": "Incidents by service",
    "chart.services.note": "The {count} services that were hit by most.",
    "after.major": "Major incident in {service}: {title}",
    "after.major.plain": "Major incident: {title}",
    "after.breach": "Personal-data incident in {service}: {title}",
    "after.breach.plain": "Personal-data incident: {title}",
    "after.more": "And {count} more, shown in the register.",
    "rule.major-incident": "major incident",
    "rule.high-risk-breach": "high risk for those concerned",
    "rule.far-beyond-promise": "more than twice the promised time",
    "rule.beyond-promise": "longer than promised",
    "rule.without-promise": "no time was promised",
    "rule.breach": "personal-data incident",
    "rule.within-promise": "within the promised time",
    "term.deviation": "Quality deviation",
    "term.deviation.what":
      "An incident, a known shortcoming in a service's content or quality, or a customer's need that is not met.",
    "term.severity": "Severity of a deviation",
    "term.severity.what":
      "Major: a major incident, a personal-data incident with high risk, or an outage more than twice as long as promised. Minor: an outage longer than promised or without a promise, or another personal-data incident. None: restored within the promised time. A person may judge otherwise; the reason then stands beside it. A personal-data incident weighs in the row where it stands: with the deviation or incident that it belongs to, else with the only deviation of the same service and system, else by itself.",
    "term.recommendation": "Recommendation",
    "term.recommendation.what": "An action that a supplier proposed after the period's deviations.",
    "term.after": "After the period",
    "term.after.what":
      "Major incidents and personal-data incidents that occurred after the period, for at most as long as it lasted. They are not counted in the period's figures.",
    "method.missing": "{label}, {period}: {reason}",
    "method.sources":
      "The incidents come from {current} in {period} and from {other} in {comparison}. The sources may record differently, so part of the difference may be due to that.",
    "method.sources.same": "The incidents come from {sources}.",
    "method.source.own": "Beredd's own records",
    "method.unit":
      "The report covers {unit} and what lies under it. Records that other units answer for are not part of it.",
    "method.withheld":
      "Personal-data incidents are not part of it. They are shown only to those whose work they are, and whoever made the report does not hold that permission. A deviation whose severity may depend on them stands as not assessed.",
    "method.breaches": "Whoever made the report may see personal-data incidents, so they are part of it.",
    "method.judged":
      "The severity of deviations is derived from the records by our rules, which stand beside it; the sources do not judge it. Where a person judged otherwise, the reason is given.",
    "method.cut": "The tables show the first {count} records of each kind. The figures count all.",
  },
});
