import type { Language } from "../../../shared/language.ts";
import type { ActionGroup, AreaTable, MajorIncident, Moment } from "../model.ts";
import type { Pick } from "./sample-report.ts";
import { hrRows, rowIn, type RowInput } from "./sample-rows.ts";

export function sampleAreas(pick: Pick, language: Language): AreaTable[] {
  const row = rowIn(language);
  return [
    { key: "hr", name: "HR", severity: "major", severityReason: null, rows: hrRows.map(row) },
    {
      key: "finance",
      name: pick("Ekonomi", "Finance"),
      severity: "major",
      severityReason: null,
      rows: financeRows(pick).map(row),
    },
    {
      key: "communication",
      name: pick("Kommunikation", "Communication"),
      severity: "major",
      severityReason: null,
      rows: communicationRows(pick).map(row),
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

function financeRows(pick: Pick): RowInput[] {
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
  return incidents.map(([incident, action]) => ({
    service: pick("Ekonomi", "Finance"),
    system: "Agresso/Unit4",
    incident,
    major: true,
    actions: [action],
    severity: "major",
  }));
}

function communicationRows(pick: Pick): RowInput[] {
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
  return telephony.map(([incident, actions]) => ({
    service: pick("Telefoni", "Telephony"),
    system: pick("Telefoni", "Telephony"),
    incident,
    major: true,
    actions,
    severity: "major",
  }));
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
