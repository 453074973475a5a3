import type { Target } from "./fields.ts";

type Words = Readonly<Record<string, string>>;

/**
 * What columns are called, in Swedish and English, by the systems that municipalities have; the
 * surest first. Compared by `plainName`: case, underscores, accents and points do not matter.
 */
const names: Readonly<Record<Target, Words>> = {
  incidents: {
    number:
      "number|nummer|incident number|incident id|incidentnummer|ärendenummer|ärende nr|ärendenr|ärende id|ärende|id|ticket|ticket id|ticket number|case number|call number|referensnummer|referens|melding|eventid|event id|issue key|key|nr",
    title:
      "short description|title|titel|rubrik|ämne|subject|summary|sammanfattning|brief description|kort beskrivning|problem name|benämning|vad",
    description:
      "description|beskrivning|request|details|detaljer|ärendebeskrivning|felbeskrivning|information",
    state: "state|incident state|status|ärendestatus|tillstånd|processing status|läge",
    impact: "impact|påverkan|konsekvens|inverkan",
    urgency: "urgency|brådska|angelägenhet|skyndsamhet",
    priority: "priority|prioritet|prio|severity|allvarlighetsgrad",
    started:
      "started|start|start time|starttid|startade|började|inträffade|inträffad|inträffat|outage start|avbrott från|sedan när|occurred",
    detected:
      "opened|opened at|opened on|reported|reported at|anmäld|anmäld tid|anmält|anmäldes|rapporterad|rapporterat|rapporterades|registrerad|registrerat|registrerades|registreringsdatum|öppnad|öppnat|öppnades|upptäckt|upptäckts|upptäcktes|upptäckt tid|detected|call date|inkommen|inkommet|inkom|created date|skapad|skapat|skapades|anmälningsdatum|öppningsdatum|datum|time|tid|creation date",
    acknowledged:
      "acknowledged|kvitterad|kvitterat|kvitterades|mottagen|mottaget|mottogs|bekräftad|bekräftat|first response|first response date|first assigned date|påbörjad|responded|första svar",
    restored:
      "resolved|resolved at|resolved on|löst|löstes|åtgärdad|åtgärdat|åtgärdades|avhjälpt|avhjälptes|återställd|återställt|återställdes|restored|recovery time|completed|completed date|slut|end time|sluttid|lösningstid|lösningsdatum|klar|åter i drift|avbrott till|resolved date",
    closed:
      "closed|closed at|closed on|stängd|stängt|stängdes|avslutad|avslutat|avslutades|avslutsdatum|closed date|stängningsdatum",
    created: "created|created at|created on|sys created at|sys created on|record created|skapad i systemet",
    changed:
      "updated|updated at|updated on|sys updated at|sys updated on|last updated|modified|modification date|uppdaterad|ändrad|senast ändrad|händelsetid|event time|change time|timestamp|tidpunkt|last modified",
    reopenedCount:
      "reopen count|reopened count|reopened|reopens|återöppnad|antal återöppningar|återöppningar",
    category: "category|kategori|klassificering|classification|ärendetyp|område",
    assignmentGroup:
      "assignment group|operator group|grupp|handläggargrupp|lösargrupp|tilldelad grupp|ansvarig grupp|supportgrupp|behandlargrupp",
    service: "service|business service|tjänst|it tjänst|tjänster|affected service|berörd tjänst",
    system:
      "system|it system|it stöd|cmdb ci|configuration item|host|object|objekt|applikation|application|berört system|konfigurationsenhet|komponent",
    supplier: "supplier|vendor|leverantör",
    supplierCase:
      "supplier case|vendor ticket|leverantörens ärende|externt ärendenummer|external number|leverantörsärende",
    unit: "unit|enhet|förvaltning|branch|avdelning|department|verksamhet|organisation",
    site: "location|site|plats|lokal|adress",
    cause:
      "cause|orsak|close code|closed code|resolution category|resolution code|lösningskod|grundorsak|root cause|orsakskod",
    promiseKept: "made sla|sla met|sla uppfylld|inom sla|sla|utlovad tid hållen",
    major: "major|major incident|major call|mi|allvarlig incident",
    majorGround: "major ground|grund för major|grund|skäl för major",
    parent: "parent|parent incident|huvudärende|överordnat ärende",
    duplicateOf: "duplicate of|duplicate|dubblett av|dubblett|dubblett till",
    problem: "problem id|problem number|problemnummer|problemärende",
    change: "rfc|change|change request|ändring|ändringsärende|ändringsnummer",
  },
  units: {
    code: "code|kod|enhetskod|unit code|county code|länskod|kommunkod|municipality code|id|ansvar",
    name: "name|namn|enhet|enhetsnamn|unit|unit name|förvaltning|nämnd|kommun|municipality name|municipality|county name|län|bolag|avdelning",
    parent: "parent|överordnad|överordnad enhet|tillhör|parent unit|county code|länskod",
    kind: "kind|typ|type|enhetstyp",
    people: "people|antal anställda|anställda|employees|antal personer|personer",
  },
  sites: {
    code: "code|kod|platskod|site code|id|skolenhetskod|fastighetsnummer",
    name: "name|namn|plats|site|site name|lokal|platsnamn|skolenhetsnamn|skola|skolenhet|fastighet|anläggning",
    unit: "unit|enhet|förvaltning|tillhör|organisation",
    municipality: "municipality|kommun|kommunkod|municipality code|kod",
    address: "address|adress|gatuadress|besöksadress|street",
    postalCode: "postal code|postnummer|postnr|zip",
    place: "place|ort|postort|city",
    kind: "kind|typ|type|verksamhetsform|skolform",
    people: "people|antal personer|antal elever|elever|antal",
    networks: "networks|nät|nätverk",
  },
  networks: {
    name: "name|namn|network|nät|nätverk|ssid|vlan",
    site: "site|plats|lokal|location",
    unit: "unit|enhet|förvaltning",
  },
  services: {
    name: "name|namn|service|service name|tjänst|tjänstenamn",
    area: "area|service area|tjänsteområde|område",
    kind: "kind|typ|tjänstetyp|bastjänst|service type",
    unit: "unit|enhet|förvaltning|ägande enhet",
    description: "description|beskrivning",
    systems: "systems|system|it stöd|levereras av",
    restoreHours: "restore hours|lovad återställning|utlovad återställningstid|lovad återställning timmar",
    vital: "vital|verksamhetskritisk|samhällsviktig|kritisk",
  },
  systems: {
    name: "name|namn|system|systemnamn|system name|it stöd|applikation|application",
    unit: "unit|enhet|förvaltning|ägande enhet",
    supplier: "supplier|leverantör|vendor|driftleverantör",
    subcontractor: "subcontractor|underleverantör",
    maker: "maker|tillverkare|manufacturer",
    from: "from|från|leverantör från",
    to: "to|till|leverantör till",
    description: "description|beskrivning",
  },
  suppliers: {
    name: "name|namn|supplier|leverantör|företag|leverantörsnamn|supplier name|company",
    support: "support|supportväg|kontaktväg|support route|supporttelefon|support mail|telefon",
  },
  agreements: {
    number: "agreement|agreement number|avtal|avtalsnummer|avtals id|diarienummer|number|nummer",
    name: "name|namn|avtalsnamn|title|rubrik",
    supplier: "supplier|leverantör|part|avtalspart",
    systems: "systems|system|it stöd",
    from: "from|från|start|gäller från|avtalsstart|valid from",
    to: "to|till|slut|gäller till|avtalsslut|valid to|upphör",
    restoreHours:
      "restore hours|åtgärdstid|återställningstid|restore time|utlovad återställningstid|lovad återställning timmar",
    support: "support|supportväg|kontaktväg",
    processorAgreement: "processor agreement|pub avtal|personuppgiftsbiträdesavtal|dpa",
  },
  dependencies: {
    from: "from|från|beroende|behöver|dependent|källa|source",
    to: "to|till|beror på|behövs|depends on|mål|target",
    kind: "kind|typ|type|beroendetyp|sätt",
    group: "group|grupp|alternativgrupp",
  },
  "service-uses": {
    service: "service|tjänst",
    unit: "unit|enhet|förvaltning|nämnd",
  },
  "planned-outages": {
    number: "number|nummer|id|ändringsnummer",
    title: "title|rubrik|titel|planerat avbrott|planned outage|avbrott",
    from: "from|från|start|starttid|planned start|planerad start",
    to: "to|till|slut|sluttid|planned end|planerat slut",
    services: "services|service|tjänst|tjänster|berörda tjänster",
    unit: "unit|enhet|ägande enhet",
    units: "units|enheter|berörda enheter|för vem|målgrupp",
    description: "description|beskrivning|information",
    publicText: "public text|text till allmänheten|driftinformation",
  },
  deviations: {
    number: "number|nummer|id|avvikelsenummer",
    title: "title|rubrik|titel|avvikelse|kvalitetsavvikelse|deviation",
    kind: "kind|typ|type|avvikelsetyp|slag",
    severity: "severity|allvarlighet|grad|avvikelsegrad|storlek",
    severityReason: "severity reason|skäl för grad",
    service: "service|tjänst",
    system: "system|it stöd",
    unit: "unit|enhet|förvaltning",
    incident: "incident|incidents|incidenter|ärende",
    found: "found|upptäckt|datum|identifierad",
    closed: "closed|avslutad|stängd|avhjälpt",
    description: "description|beskrivning",
  },
  actions: {
    number: "number|nummer|id|åtgärdsnummer",
    title: "title|rubrik|titel|åtgärd|action",
    deviation: "deviation|about|gäller|avser|avvikelse|avvikelser",
    incident: "incident|incidenter|ärende",
    service: "service|tjänst",
    system: "system|it stöd",
    supplier: "supplier|leverantör",
    unit: "unit|enhet|förvaltning",
    owner: "owner|ansvarig|ägare|ansvarig roll",
    decided: "decided|beslutad|beslutsdatum",
    due: "due|due date|klart senast|förfallodag|slutdatum|deadline",
    done: "done|done date|genomförd|klar|utförd",
    state: "state|status|läge",
    stateReason: "state reason|skäl|motivering",
    recommendation: "recommendation|rekommendation|är rekommendation",
    description: "description|beskrivning",
  },
  breaches: {
    number: "number|nummer|id|pui nummer|referensnummer",
    title: "title|rubrik|titel|personuppgiftsincident|pui|vad har hänt",
    state: "state|status|läge",
    service: "service|tjänst",
    system: "system|it stöd",
    unit: "unit|enhet|förvaltning|nämnd|personuppgiftsansvarig|controller",
    discovered: "discovered|upptäckt|upptäcktes|tid för upptäckt|kännedom|aware",
    persons: "persons|antal personer|antal registrerade|data subjects|registrerade",
    records: "records|antal uppgifter|antal poster|poster",
    risk: "risk|risknivå|allvarlighet",
    incident: "incident|incidentnummer|ärende",
    description: "description|beskrivning",
  },
  "coverage-gaps": {
    figure: "figure|uppgift|nyckeltal",
    from: "from|från",
    to: "to|till",
    reason: "reason|skäl|orsak",
  },
};

const split = (list: string): readonly string[] => list.split("|");

export function synonymsOf(target: Target, field: string): readonly string[] {
  const list = Object.hasOwn(names[target], field) ? names[target][field] : undefined;
  return list === undefined ? [] : split(list);
}

/** Columns that name people; their values are not kept beside a record unless somebody asks for them. */
export const peopleColumns = split(
  "caller|caller id|opened by|created by|updated by|assigned to|resolved by|closed by|sys created by|sys updated by|anmälare|användare|handläggare|operator|skapad av|ändrad av|uppdaterad av|tilldelad|tilldelad till|löst av|stängd av|beställare|kontaktperson|affected user|assigned to user|personnummer|inrapporterad av|anmäld av|registrerad av|reporter|caller name|requester|requested by|reported by|avslutad av|inringare",
);

/** Columns whose value orders the events of one record. */
export const orderColumns = split(
  "sys mod count|mod count|updates|update count|version|revision|sequence|sekvens|löpnummer|ordning|order|event no|händelsenummer",
);
