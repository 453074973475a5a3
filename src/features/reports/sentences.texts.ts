import { defineTexts } from "../../shared/texts.ts";

/**
 * A summary sentence is a clause that says the figure and a tail that says the comparison.
 * `{shown}` is a formatted number with its unit; `{about}` is empty or "omkring ".
 */
export const sentenceTexts = defineTexts({
  sv: {
    about: "omkring ",
    "clause.incidents":
      "Under {period} registrerades {count, plural, =0 {inga incidenter} =1 {{about}en incident} other {{about}{shown} incidenter}}",
    "clause.major-incidents":
      "Under {period} inträffade {count, plural, =0 {inga major incidenter} =1 {{about}en major incident} other {{about}{shown} major incidenter}}",
    "clause.breaches":
      "Under {period} registrerades {count, plural, =0 {inga personuppgiftsincidenter} =1 {{about}en personuppgiftsincident} other {{about}{shown} personuppgiftsincidenter}}",
    "clause.outage-time": "Avbrottstiden var sammanlagt {about}{shown} under {period}",
    "clause.outage-time.zero": "Ingen avbrottstid registrerades under {period}",
    "clause.restore-time": "Mediantiden till återställning var {about}{shown} under {period}{basis}",
    "clause.share-in-time":
      "{about}{shown} av incidenterna återställdes inom utlovad tid under {period}{basis}",
    "clause.plain": "{label}: {about}{shown} under {period}{basis}",
    basis: " (n\u00a0=\u00a0{n})",
    "missing.incidents": "Antalet incidenter under {period}: uppgift saknas",
    "missing.major-incidents": "Antalet major incidenter under {period}: uppgift saknas",
    "missing.breaches": "Antalet personuppgiftsincidenter under {period}: uppgift saknas",
    "missing.outage-time": "Sammanlagd avbrottstid under {period}: uppgift saknas",
    "missing.restore-time": "Mediantid till återställning under {period}: uppgift saknas",
    "missing.share-in-time":
      "Andel incidenter som återställdes inom utlovad tid under {period}: uppgift saknas",
    "missing.plain": "{label} under {period}: uppgift saknas",
    "missing.other-known": " (under {comparison}: {shown})",
    "tail.missing": "; uppgift saknas för {comparison}",
    "tail.zero.same": ", liksom under {comparison}",
    "tail.zero.less": ", mot {shown} under {comparison}",
    "tail.number.more": ", {about}{diff} fler än under {comparison}",
    "tail.number.less": ", {about}{diff} färre än under {comparison}",
    "tail.number.same": ", {about}lika många som under {comparison}",
    "tail.amount.more": ", {about}{diff} mer än under {comparison}",
    "tail.amount.less": ", {about}{diff} mindre än under {comparison}",
    "tail.amount.same": ", {about}lika mycket som under {comparison}",
    "tail.time.more": ", {about}{diff} längre än under {comparison}",
    "tail.time.less": ", {about}{diff} kortare än under {comparison}",
    "tail.time.same": ", {about}lika lång tid som under {comparison}",
    "tail.share.more": ", {about}{diff} högre än under {comparison}",
    "tail.share.less": ", {about}{diff} lägre än under {comparison}",
    "tail.share.same": ", {about}samma andel som under {comparison}",
    "tail.percent": " ({percent})",
    end: ".",
    "split.one": "Den gällde {parts}.",
    "split.many": "De fördelade sig på {parts}.",
    "split.part": "{label} ({shown})",
    "none-in": "Inga personuppgiftsincidenter registrerades inom {parts}.",
    one: "en",
    "method.imprecise":
      "Tider som bara är kända till timme, dygn, natt eller vecka gör summor och medianer ungefärliga. Sådana värden skrivs med \u201comkring\u201d: {figures}.",
    "method.missing": "Uppgift saknas för: {figures}. En uppgift som saknas räknas inte som noll.",
    "method.missing.value": "{label} ({period})",
    "method.comparability":
      "Jämförelsen gäller {period} mot {comparison}, räknade med samma definitioner på samma register. Ett ändrat sätt att registrera mellan perioderna syns som en förändring i antal.",
    "method.length": "Perioderna är olika långa ({days} mot {other}). Antal och summor är inte omräknade.",
    "method.length.days": "{count, plural, =1 {1\u00a0dygn} other {{shown}\u00a0dygn}}",
    "method.small":
      "Procentuell förändring anges inte när jämförelsevärdet är mindre än {limit}, eftersom den då säger för lite.",
  },
  en: {
    about: "about ",
    "clause.incidents":
      "In {period}, {count, plural, =0 {no incidents were recorded} =1 {{about}one incident was recorded} other {{about}{shown} incidents were recorded}}",
    "clause.major-incidents":
      "In {period}, {count, plural, =0 {no major incidents occurred} =1 {{about}one major incident occurred} other {{about}{shown} major incidents occurred}}",
    "clause.breaches":
      "In {period}, {count, plural, =0 {no personal-data incidents were recorded} =1 {{about}one personal-data incident was recorded} other {{about}{shown} personal-data incidents were recorded}}",
    "clause.outage-time": "Outage time came to {about}{shown} in {period}",
    "clause.outage-time.zero": "No outage time was recorded in {period}",
    "clause.restore-time": "The median time to restore was {about}{shown} in {period}{basis}",
    "clause.share-in-time":
      "{about}{shown} of the incidents were restored within the promised time in {period}{basis}",
    "clause.plain": "{label}: {about}{shown} in {period}{basis}",
    basis: " (n\u00a0=\u00a0{n})",
    "missing.incidents": "Number of incidents in {period}: not stated",
    "missing.major-incidents": "Number of major incidents in {period}: not stated",
    "missing.breaches": "Number of personal-data incidents in {period}: not stated",
    "missing.outage-time": "Total outage time in {period}: not stated",
    "missing.restore-time": "Median time to restore in {period}: not stated",
    "missing.share-in-time": "Share of incidents restored within the promised time in {period}: not stated",
    "missing.plain": "{label} in {period}: not stated",
    "missing.other-known": " (in {comparison}: {shown})",
    "tail.missing": "; not stated for {comparison}",
    "tail.zero.same": ", as in {comparison}",
    "tail.zero.less": ", against {shown} in {comparison}",
    "tail.number.more": ", {about}{diff} more than in {comparison}",
    "tail.number.less": ", {about}{diff} fewer than in {comparison}",
    "tail.number.same": ", {about}as many as in {comparison}",
    "tail.amount.more": ", {about}{diff} more than in {comparison}",
    "tail.amount.less": ", {about}{diff} less than in {comparison}",
    "tail.amount.same": ", {about}as much as in {comparison}",
    "tail.time.more": ", {about}{diff} longer than in {comparison}",
    "tail.time.less": ", {about}{diff} shorter than in {comparison}",
    "tail.time.same": ", {about}as long as in {comparison}",
    "tail.share.more": ", {about}{diff} higher than in {comparison}",
    "tail.share.less": ", {about}{diff} lower than in {comparison}",
    "tail.share.same": ", {about}the same share as in {comparison}",
    "tail.percent": " ({percent})",
    end: ".",
    "split.one": "It concerned {parts}.",
    "split.many": "They were spread over {parts}.",
    "split.part": "{label} ({shown})",
    "none-in": "No personal-data incidents were recorded in {parts}.",
    one: "one",
    "method.imprecise":
      "Times known only to the hour, day, night or week make sums and medians approximate. Such values are written with \u201cabout\u201d: {figures}.",
    "method.missing": "Not stated: {figures}. A value that is not stated is not counted as zero.",
    "method.missing.value": "{label} ({period})",
    "method.comparability":
      "The comparison sets {period} against {comparison}, counted by the same definitions on the same register. A change in how things are recorded between the periods shows as a change in number.",
    "method.length":
      "The periods differ in length ({days} against {other}). Numbers and sums are not converted.",
    "method.length.days": "{count, plural, =1 {1\u00a0day} other {{shown}\u00a0days}}",
    "method.small":
      "A change in per cent is not given when the value compared with is below {limit}, since it then says too little.",
  },
});
