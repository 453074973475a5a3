import type { ActionGroup, AreaRow, AreaTable, MajorIncident, Moment } from "../model.ts";
import type { Pick } from "./sample-report.ts";

type RowInput = {
  service: string;
  system: string;
  incident?: string;
  major?: boolean;
  breach?: string;
  actions: string[];
  severity: AreaRow["severity"];
};

function row({ service, system, incident, major = false, breach, actions, severity }: RowInput): AreaRow {
  return {
    service,
    system,
    actions,
    incident: {
      state: incident === undefined ? "none" : major ? "major" : "incident",
      text: incident ?? null,
    },
    breach: { state: breach === undefined ? "none" : "breach", text: breach ?? null },
    severity,
    severityReason: null,
    records: `/avvikelser?system=${encodeURIComponent(system.toLowerCase())}`,
  };
}

export function sampleAreas(pick: Pick): AreaTable[] {
  return [
    { key: "hr", name: "HR", severity: "major", severityReason: null, rows: hrRows(pick) },
    {
      key: "finance",
      name: pick("Ekonomi", "Finance"),
      severity: "major",
      severityReason: null,
      rows: financeRows(pick),
    },
    {
      key: "communication",
      name: pick("Kommunikation", "Communication"),
      severity: "major",
      severityReason: null,
      rows: communicationRows(pick),
    },
    {
      key: "management",
      name: pick("Ledningsstöd", "Management support"),
      severity: "none",
      severityReason: null,
      rows: [],
    },
  ];
}

function hrRows(pick: Pick): AreaRow[] {
  return [
    row({
      service: pick("Förmåner", "Benefits"),
      system: pick("Förmånsportalen", "Benefits portal"),
      breach: pick(
        "Fler uppgifter än nödvändigt om pensionsgrundande lön gick till leverantören",
        "More data than needed on pensionable pay went to the supplier",
      ),
      actions: [
        pick(
          "Personuppgiftsansvarig utredd, biträdesavtalet uppdateras",
          "Controller identified, processor agreement being updated",
        ),
      ],
      severity: "minor",
    }),
    row({
      service: pick("Handläggning av anställningsskydd", "Employment-protection handling"),
      system: "WinLas",
      incident: pick(
        "Svårt att föra över data, februari till april",
        "Trouble transferring data, February to April",
      ),
      actions: [pick("Ny version av systemet löste felet", "A new version of the system solved it")],
      severity: "minor",
    }),
    row({
      service: pick("Lönehantering", "Payroll"),
      system: "Personec P",
      incident: pick("Lön betalades inte ut till ett bolag", "Pay was not paid out to one company"),
      breach: pick("Mindre, en person med fel behörighet", "Minor, one person with wrong permission"),
      actions: [
        pick(
          "Berodde på nya regler för BankID. Löst och utbetalt samma dag, processen är uppdaterad",
          "Caused by new BankID rules. Solved and paid the same day, process updated",
        ),
      ],
      severity: "minor",
    }),
    row({
      service: pick("Rekrytering", "Recruitment"),
      system: "Visma Recruit",
      incident: pick(
        "Låg nere en vecka efter en cyberattack mot en underleverantör",
        "Down for a week after a cyberattack on a subcontractor",
      ),
      major: true,
      breach: pick("Risk att uppgifter läckte vid attacken", "Risk that data leaked in the attack"),
      actions: [
        pick("Stängt och säkrat av leverantören", "Closed down and secured by the supplier"),
        pick("Fler åtgärder pågår", "More measures in progress"),
      ],
      severity: "major",
    }),
    row({
      service: pick("Lönebildning", "Salary formation"),
      system: "Personec F",
      incident: pick(
        "1\u00a0000 bud för grundskolan sparades inte i förhandlingsunderlaget",
        "1,000 bids for compulsory schools were not saved in the negotiation material",
      ),
      actions: [
        pick(
          "Stor manuell rättning, därefter rättning i systemet av leverantören",
          "Large manual correction, then a correction in the system by the supplier",
        ),
      ],
      severity: "minor",
    }),
    row({
      service: pick("Utbildning", "Training"),
      system: pick("Utbildningsportalen", "Training portal"),
      breach: pick(
        "Deltagares uppgifter syntes för alla användare",
        "Participants' data were visible to all users",
      ),
      actions: [pick("Begränsad läsbehörighet införd", "Limited read permission introduced")],
      severity: "minor",
    }),
    row({
      service: pick("Pensionshandläggning", "Pension administration"),
      system: "KPA",
      breach: pick(
        "Vissa uppgifter om anställda och tidigare anställda syntes felaktigt i över en månad",
        "Some data of present and former employees were wrongly visible for over a month",
      ),
      actions: [
        pick(
          "Rättat direkt, handlingarna går inte längre att nå",
          "Corrected at once, the documents can no longer be reached",
        ),
      ],
      severity: "minor",
    }),
    row({
      service: pick("Rehabilitering", "Rehabilitation"),
      system: "Adato",
      breach: pick("Mindre, en person med fel behörighet", "Minor, one person with wrong permission"),
      actions: [pick("Rätt behörighet given", "The right permission given")],
      severity: "minor",
    }),
  ];
}

function financeRows(pick: Pick): AreaRow[] {
  const recommended = pick("Se leverantörens rekommendationer", "See the supplier's recommendations");
  const incidents: [text: string, action: string][] = [
    [
      pick(
        "För lite minne på alla fyra servrarna och ingen kontakt med dem",
        "Too little memory on all four servers and no contact with them",
      ),
      pick("Minnet utökat på berörda servrar", "Memory extended on the servers concerned"),
    ],
    [pick("Ingen kontakt med produktionsdatabasen", "No contact with the production database"), recommended],
    [pick("Inga program på Citrixskrivbordet", "No applications on the Citrix desktop"), recommended],
    [
      pick(
        "Ingen åtkomst till Citrix, problem med Exceltillägget",
        "No access to Citrix, trouble with the Excel add-in",
      ),
      recommended,
    ],
    [pick("Problem med Exceltillägget", "Trouble with the Excel add-in"), recommended],
    [
      pick("Ingen åtkomst till Citrix för vissa användare", "No access to Citrix for some users"),
      recommended,
    ],
    [
      pick(
        "Citrixskrivbordet nås och programmen syns, men skrivbordet startar inte",
        "The Citrix desktop is reached and applications are visible, but the desktop does not start",
      ),
      recommended,
    ],
  ];
  return incidents.map(([incident, action]) =>
    row({
      service: pick("Ekonomi", "Finance"),
      system: "Agresso/Unit4",
      incident,
      major: true,
      actions: [action],
      severity: "major",
    }),
  );
}

function communicationRows(pick: Pick): AreaRow[] {
  const telephony: [incident: string, actions: string[]][] = [
    [
      pick(
        "Svarsgrupper nere, kontaktcenter kunde inte ta emot samtal",
        "Answer groups down, the contact centre could not take calls",
      ),
      [pick("Återställt", "Restored")],
    ],
    [
      pick(
        "Störningar i telefonkatalogen, okänd orsak",
        "Disturbances in the telephone directory, cause unknown",
      ),
      [],
    ],
    [
      pick(
        "Grundtelefoni: störning i 4G, medarbetare kunde inte ringa",
        "Basic telephony: 4G disturbance, staff could not call",
      ),
      [pick("Leverantören återställde", "The supplier restored it")],
    ],
    [
      pick("Röstbrevlådan på stadens telefoner stannade", "Voice mail on the telephones stopped"),
      [pick("Leverantörens snabbrättning", "The supplier's hotfix")],
    ],
  ];
  return telephony.map(([incident, actions]) =>
    row({
      service: pick("Telefoni", "Telephony"),
      system: pick("Telefoni", "Telephony"),
      incident,
      major: true,
      actions,
      severity: "major",
    }),
  );
}

export function sampleMajors(pick: Pick): MajorIncident[] {
  const ground = pick("Stort avbrott i verksamheten", "Large outage in the activity");
  const of = (
    number: string,
    title: string,
    service: string,
    system: string | null,
    started: Moment | null,
  ): MajorIncident => ({
    number,
    title,
    service,
    system,
    started,
    restored: null,
    ground: started === null ? null : ground,
    records: `/incidenter/${number}`,
  });
  return [
    of(
      "INC-2023-0112",
      pick("Inget minne kvar på fyra servrar", "No memory left on four servers"),
      pick("Ekonomi", "Finance"),
      "Agresso/Unit4",
      {
        at: "2023-01-17T07:10:00Z",
        precision: "minute",
      },
    ),
    of(
      "INC-2023-0298",
      pick("Kontaktcenter når inga svarsgrupper", "Contact centre reaches no answer groups"),
      pick("Telefoni", "Telephony"),
      null,
      {
        at: "2023-02-08T23:00:00Z",
        precision: "day",
      },
    ),
    of("INC-2023-0574", pick("Störning i 4G", "4G disturbance"), pick("Telefoni", "Telephony"), null, null),
  ];
}

export function sampleActions(pick: Pick): ActionGroup[] {
  const recommendations = [
    pick("Mer minne i Citrixservrarna", "More memory in the Citrix servers"),
    pick(
      "Virtuella i stället för fysiska servrar för webbanvändare, så att kapacitet kan flyttas mellan webb och Citrix",
      "Virtual instead of physical servers for web users, so that capacity can be moved between web and Citrix",
    ),
    pick(
      "Inloggning genom leverantörens egen identitetstjänst i stället för Shibboleth",
      "Sign-in through the supplier's own identity service instead of Shibboleth",
    ),
    pick(
      "Genomgång av indextabeller och historiska data i databasen",
      "Review of index tables and historical data in the database",
    ),
    pick("Genomgång av profiler i virusskyddet", "Review of virus-scanner profiles"),
  ];
  return [
    {
      supplier: "Unit4",
      actions: recommendations.map((text) => ({
        text,
        state: "proposed",
        due: null,
        effect: null,
        constraint: null,
        records: null,
      })),
    },
    {
      supplier: null,
      actions: [
        {
          text: pick(
            "Uppdatera biträdesavtalet för förmånsportalen",
            "Update the processor agreement for the benefits portal",
          ),
          state: "in-progress",
          due: "2023-09-01",
          effect: null,
          constraint: pick("Avtal", "Agreement"),
          records: "/atgarder/12",
        },
      ],
    },
  ];
}

export function sampleAfter(pick: Pick) {
  return [
    {
      when: { at: "2023-04-17T22:00:00Z", precision: "week" as const },
      text: pick(
        "Major incident i Visma Recruit: en cyberattack mot en underleverantör gjorde att tjänsten låg nere en vecka. En personuppgiftsincident anmäldes.",
        "Major incident in Visma Recruit: a cyberattack on a subcontractor took the service down for a week. A personal-data incident was recorded.",
      ),
      records: "/incidenter/INC-2023-1101",
    },
  ];
}
