import type { Label, Language } from "../../../shared/language.ts";
import type { AreaRow } from "../model.ts";

/** A name is the same in both languages. */
type Text = string | Label;

export type RowInput = {
  readonly service: Text;
  readonly system: Text;
  readonly incident?: Text;
  readonly major?: boolean;
  readonly breach?: Text;
  readonly actions: readonly Text[];
  readonly severity: AreaRow["severity"];
};

/** A row of the table in one of the languages it is written in. */
export function rowIn(language: Language): (input: RowInput) => AreaRow {
  const say = (text: Text) => (typeof text === "string" ? text : text[language]);
  return ({ service, system, incident, major = false, breach, actions, severity }) => ({
    service: say(service),
    system: say(system),
    title: null,
    actions: actions.map(say),
    incident: {
      state: incident === undefined ? "none" : major ? "major" : "incident",
      text: incident === undefined ? null : say(incident),
    },
    breach: {
      state: breach === undefined ? "none" : "breach",
      text: breach === undefined ? null : say(breach),
    },
    severity,
    severityReason: null,
    severityRule: null,
    records: `/avvikelser?system=${encodeURIComponent(say(system).toLowerCase())}`,
  });
}

export const hrRows: readonly RowInput[] = [
  {
    service: { sv: "Förmåner", en: "Benefits" },
    system: { sv: "Förmånsportalen", en: "Benefits portal" },
    breach: {
      sv: "Fler uppgifter än nödvändigt om pensionsgrundande lön gick till leverantören",
      en: "More data than needed on pensionable pay went to the supplier",
    },
    actions: [
      {
        sv: "Personuppgiftsansvarig utredd, biträdesavtalet uppdateras",
        en: "Controller identified, processor agreement being updated",
      },
    ],
    severity: "minor",
  },
  {
    service: { sv: "Handläggning av anställningsskydd", en: "Employment-protection handling" },
    system: "WinLas",
    incident: {
      sv: "Svårt att föra över data, februari till april",
      en: "Trouble transferring data, February to April",
    },
    actions: [{ sv: "Ny version av systemet löste felet", en: "A new version of the system solved it" }],
    severity: "minor",
  },
  {
    service: { sv: "Lönehantering", en: "Payroll" },
    system: "Personec P",
    incident: { sv: "Lön betalades inte ut till ett bolag", en: "Pay was not paid out to one company" },
    breach: { sv: "Mindre, en person med fel behörighet", en: "Minor, one person with wrong permission" },
    actions: [
      {
        sv: "Berodde på nya regler för BankID. Löst och utbetalt samma dag, processen är uppdaterad",
        en: "Caused by new BankID rules. Solved and paid the same day, process updated",
      },
    ],
    severity: "minor",
  },
  {
    service: { sv: "Rekrytering", en: "Recruitment" },
    system: "Visma Recruit",
    incident: {
      sv: "Låg nere en vecka efter en cyberattack mot en underleverantör",
      en: "Down for a week after a cyberattack on a subcontractor",
    },
    major: true,
    breach: { sv: "Risk att uppgifter läckte vid attacken", en: "Risk that data leaked in the attack" },
    actions: [
      { sv: "Stängt och säkrat av leverantören", en: "Closed down and secured by the supplier" },
      { sv: "Fler åtgärder pågår", en: "More measures in progress" },
    ],
    severity: "major",
  },
  {
    service: { sv: "Lönebildning", en: "Salary formation" },
    system: "Personec F",
    incident: {
      sv: "1\u00a0000 bud för grundskolan sparades inte i förhandlingsunderlaget",
      en: "1,000 bids for compulsory schools were not saved in the negotiation material",
    },
    actions: [
      {
        sv: "Stor manuell rättning, därefter rättning i systemet av leverantören",
        en: "Large manual correction, then a correction in the system by the supplier",
      },
    ],
    severity: "minor",
  },
  {
    service: { sv: "Utbildning", en: "Training" },
    system: { sv: "Utbildningsportalen", en: "Training portal" },
    breach: {
      sv: "Deltagares uppgifter syntes för alla användare",
      en: "Participants' data were visible to all users",
    },
    actions: [{ sv: "Begränsad läsbehörighet införd", en: "Limited read permission introduced" }],
    severity: "minor",
  },
  {
    service: { sv: "Pensionshandläggning", en: "Pension administration" },
    system: "KPA",
    breach: {
      sv: "Vissa uppgifter om anställda och tidigare anställda syntes felaktigt i över en månad",
      en: "Some data of present and former employees were wrongly visible for over a month",
    },
    actions: [
      {
        sv: "Rättat direkt, handlingarna går inte längre att nå",
        en: "Corrected at once, the documents can no longer be reached",
      },
    ],
    severity: "minor",
  },
  {
    service: { sv: "Rehabilitering", en: "Rehabilitation" },
    system: "Adato",
    breach: { sv: "Mindre, en person med fel behörighet", en: "Minor, one person with wrong permission" },
    actions: [{ sv: "Rätt behörighet given", en: "The right permission given" }],
    severity: "minor",
  },
];
