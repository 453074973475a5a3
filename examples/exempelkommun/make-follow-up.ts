import { actions2017, deviations2017, planned2017 } from "./make-2017.ts";
import { actions } from "./make-actions.ts";
import { row, table, type Cell } from "./tables.ts";

/** Number, title, kind, service, system, incidents, found, settled. */
const deviations: Cell[][] = [
  row(
    "AVV-HR-1",
    "Fler uppgifter än nödvändigt om pensionsgrundande lön gick till leverantören",
    "brist",
    "Förmåner",
    "Förmånsportalen",
    "",
    "2023-02-15",
    "",
  ),
  row(
    "AVV-HR-2",
    "Överföring av data fungerade inte",
    "incident",
    "LAS-hantering",
    "WinLas",
    "HR-2",
    "2023-W06",
    "2023-W16",
  ),
  row(
    "AVV-HR-3",
    "Lön betalades inte ut till ett bolag",
    "incident",
    "Löneadministration",
    "Personec P",
    "HR-3",
    "2023-03-27",
    "2023-03-27",
  ),
  row(
    "AVV-HR-4",
    "Rekryteringssystemet nere en vecka",
    "incident",
    "Rekrytering",
    "Visma Recruit",
    "MI-R1",
    "2023-W16",
    "",
  ),
  row(
    "AVV-HR-5",
    "Bud sparades inte i förhandlingsunderlaget",
    "incident",
    "Lönebildning",
    "Personec F",
    "HR-5",
    "2023-W11",
    "2023-W12",
  ),
  row(
    "AVV-HR-6",
    "Deltagares uppgifter synliga för alla användare",
    "brist",
    "Utbildning för personal",
    "Utbildningsportalen",
    "",
    "2023-03-02",
    "2023-03-10",
  ),
  row(
    "AVV-HR-7",
    "Uppgifter om anställda felaktigt synliga i mer än en månad",
    "brist",
    "Pensionsadministration",
    "KPA Pension",
    "",
    "2023-02-20",
    "2023-02-20",
  ),
  row(
    "AVV-HR-8",
    "En person hade fel behörighet",
    "brist",
    "Rehabilitering",
    "Adato",
    "",
    "2023-01-30",
    "2023-02-01",
  ),
  ...[
    "Servrar utan minne",
    "Ingen kontakt med databasen",
    "Inga program på skrivbordet",
    "Citrix och Excel-tillägget",
    "Excel-tillägget",
    "Citrix för vissa användare",
    "Skrivbordet startar inte",
  ].map((title, index) =>
    row(
      `AVV-E-${index + 1}`,
      title,
      "incident",
      "Ekonomiprocesser",
      "Agresso/Unit4",
      `MI-E${index + 1}`,
      ["2023-01-11", "2023-01-24", "2023-02-02", "2023-02-14", "2023-02-28", "2023-03-09", "2023-03-22"][
        index
      ] ?? "",
      "",
    ),
  ),
  row(
    "AVV-T-1",
    "Svarsgrupper nere",
    "incident",
    "Telefoni",
    "Svarsgrupper",
    "MI-T1",
    "2023-01-17",
    "2023-01-17",
  ),
  row(
    "AVV-T-2",
    "Störningar i telefonkatalogen",
    "incident",
    "Telefoni",
    "Telefonkatalogen",
    "MI-T2",
    "2023-02-08",
    "2023-02-08",
  ),
  row(
    "AVV-T-3",
    "Störning i 4G",
    "incident",
    "Telefoni",
    "Grundtelefoni",
    "MI-T3",
    "2023-02-21",
    "2023-02-21",
  ),
  row(
    "AVV-T-4",
    "Röstbrevlådan slutade fungera",
    "incident",
    "Telefoni",
    "Grundtelefoni",
    "MI-T4",
    "2023-03-14",
    "2023-03-14",
  ),
];

/** Number, title, service, system, incident, discovered, state, people. */
const breaches: Cell[][] = [
  row(
    "PUI-1",
    "Fler uppgifter än nödvändigt om pensionsgrundande lön överfördes till leverantören",
    "Förmåner",
    "Förmånsportalen",
    "",
    "2023-02-15",
    "bekräftad",
    "",
  ),
  row(
    "PUI-2",
    "Mindre: en enskild person med fel behörighet",
    "Löneadministration",
    "Personec P",
    "",
    "2023-03-06",
    "bekräftad",
    1,
  ),
  row(
    "PUI-3",
    "Deltagares personuppgifter var synliga för alla användare",
    "Utbildning för personal",
    "Utbildningsportalen",
    "",
    "2023-03-02",
    "bekräftad",
    "",
  ),
  row(
    "PUI-4",
    "Vissa uppgifter om nuvarande och tidigare anställda felaktigt synliga i mer än en månad",
    "Pensionsadministration",
    "KPA Pension",
    "",
    "2023-02-20",
    "bekräftad",
    "",
  ),
  row(
    "PUI-5",
    "Mindre: en enskild person med fel behörighet",
    "Rehabilitering",
    "Adato",
    "",
    "2023-01-30",
    "bekräftad",
    1,
  ),
  row(
    "PUI-6",
    "Risk att personuppgifter läckte vid angreppet",
    "Rekrytering",
    "Visma Recruit",
    "MI-R1",
    "2023-W16",
    "misstänkt",
    "",
  ),
];

/** What the sources do not tell: printed as missing, never as zero. */
const gaps: Cell[][] = [
  ...[
    "incidents",
    "closed",
    "backlog",
    "restoredWithinPromise",
    "timeToRestore",
    "timeToAcknowledge",
    "reopenRate",
    "outageMinutes",
  ].map((figure) =>
    row(figure, "2022-04-01", "2023-01-01", "Källan anger bara årets första kvartal för 2022."),
  ),
  row("majorIncidents", "2022-01-01", "2023-01-01", "Källan anger inga major incidents för 2022."),
  row("breaches", "2022-01-01", "2023-01-01", "Källan anger inga personuppgiftsincidenter för 2022."),
  row("deviations", "2022-01-01", "2023-01-01", "Källan anger inga avvikelser för 2022."),
  row("actions", "2022-01-01", "2023-01-01", "Källan anger inga åtgärder för 2022."),
  row("majorIncidents", "2017-01-01", "2018-01-01", "Källan använder inte begreppet major incident."),
  row("breaches", "2017-01-01", "2018-01-01", "Källan nämner inga personuppgiftsincidenter."),
];

/** The presentation of 2023 gives no day by which a thing is to be done. */
function withoutDue(cells: readonly Cell[]): Cell[] {
  return [...cells.slice(0, -1), "", ...cells.slice(-1)];
}

export function followUp(): Record<string, string> {
  return {
    "planerade-avbrott.csv": table(
      ["Nummer", "Rubrik", "Från", "Till", "Tjänster", "Enhet", "Beskrivning"],
      planned2017,
    ),
    "avvikelser.csv": table(
      ["Nummer", "Rubrik", "Slag", "Tjänst", "System", "Incidenter", "Upptäckt", "Avslutad"],
      [...deviations2017, ...deviations],
    ),
    "pui.csv": table(
      ["Nummer", "Rubrik", "Tjänst", "System", "Incident", "Upptäckt", "Status", "Antal personer"],
      breaches,
    ),
    "atgarder.csv": table(
      [
        "Nummer",
        "Rubrik",
        "Gäller",
        "Status",
        "Leverantör",
        "Rekommendation",
        "Ansvarig roll",
        "Senast",
        "Klar",
      ],
      [...actions2017, ...actions.map(withoutDue)],
    ),
    "uppgifter-som-saknas.csv": table(["Uppgift", "Från", "Till", "Skäl"], gaps),
  };
}
