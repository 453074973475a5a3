import { row, table, type Cell } from "./tables.ts";

export const suppliers: Cell[][] = [
  ["Basefarm", "Driftpartner, ny från 2017-04-01"],
  ["Tieto", "Driftpartner till 2017-03-31"],
  ["Microsoft", "Molntjänster och programvara"],
  ["EPiServer", "Webbplattform i molnet"],
  ["Nätleverantören", "Nättjänster"],
  ["Unit4", "Ekonomisystem"],
  ["Visma", "HR-system"],
  ["CGI", "HR-system"],
  ["KPA Pension", "Pensionsadministration"],
  ["Adato", "Rehabiliteringsstöd"],
  ["Förmånsleverantören", "Förmånsportal"],
  ["Utbildningsleverantören", "Utbildningsportal"],
  ["Telefonileverantören", "Telefoni och svarsgrupper"],
];

/**
 * Name, supplier, subcontractor, maker, owner, description, and the days of the supplier's part where they are known.
 * Operations were Tieto's until they were taken over, the first of April 2017 (fact N2).
 */
export const systems: Cell[][] = [
  ["Kontosynkronisering", "Basefarm", "", "Microsoft", "DIG", "Knyter användarkonton till Office 365"],
  ["Office 365", "Microsoft", "", "Microsoft", "DIG", "E-post, kalender och dokument"],
  ["Adresstjänst", "Tieto", "", "", "DIG", "Delar ut adresser till all utrustning (DHCP)", "", "2017-03-31"],
  [
    "Adresstjänst",
    "Basefarm",
    "",
    "",
    "DIG",
    "Delar ut adresser till all utrustning (DHCP)",
    "2017-04-01",
    "",
  ],
  [
    "Stadsnät",
    "Nätleverantören",
    "",
    "",
    "DIG",
    "Fiber och nätutrustning till platserna: omkring 1 400 aktiva nätenheter, ny fiber till 4 av 140 platser (på annat ställe sägs 146 lokaler)",
  ],
  ["Katalogtjänst", "Basefarm", "", "Microsoft", "DIG", "Konton och behörigheter"],
  [
    "Webbplattform",
    "EPiServer",
    "Microsoft",
    "EPiServer",
    "SLK",
    "Den publika webbplatsen, flera publiceringsnoder",
  ],
  ["Citrix", "Unit4", "", "Citrix", "SLK", "Skrivbord för ekonomisystemet"],
  ["Agresso/Unit4", "Unit4", "", "Unit4", "SLK", "Ekonomisystem"],
  ["Förmånsportalen", "Förmånsleverantören", "", "", "SLK", "Personalens förmåner"],
  ["WinLas", "Visma", "", "Visma", "SLK", "Anställningstider och företräde"],
  ["Personec P", "Visma", "", "Visma", "SLK", "Lön"],
  ["Visma Recruit", "Visma", "Underleverantör till Visma Recruit", "Visma", "SLK", "Rekrytering"],
  ["Personec F", "Visma", "", "Visma", "SLK", "Lönebildning"],
  ["Utbildningsportalen", "Utbildningsleverantören", "", "", "SLK", "Kurser för personal"],
  ["KPA Pension", "KPA Pension", "", "", "SLK", "Pensioner"],
  ["Adato", "Adato", "", "", "SLK", "Rehabilitering"],
  ["Svarsgrupper", "Telefonileverantören", "", "", "DIG", "Köer och svarsgrupper för kontaktcenter"],
  ["Telefonkatalogen", "Telefonileverantören", "", "", "DIG", "Sökbar katalog över personalen"],
  ["Grundtelefoni", "Telefonileverantören", "", "", "DIG", "Mobil och fast telefoni, röstbrevlåda"],
  ["Lärplattform", "Basefarm", "", "", "UF", "Planering, närvaro och omdömen"],
  ["Verksamhetssystem omsorg", "Basefarm", "", "", "SF", "Planering och journal i omsorgen"],
  ["Ärendesystem", "Basefarm", "", "", "SLK", "Diarium och ärenden"],
];

/** Name, base or optional, area, owner, systems it runs on, promised hours, vital, description. */
export const services: Cell[][] = [
  [
    "Förmåner",
    "tillägg",
    "HR",
    "SLK",
    "Förmånsportalen",
    16,
    "nej",
    "Stöd i arbetet med personalens förmåner",
  ],
  ["LAS-hantering", "tillägg", "HR", "SLK", "WinLas", 16, "nej", "Stöd i arbetet med anställningstider"],
  ["Löneadministration", "bas", "HR", "SLK", "Personec P", 8, "ja", "Utbetalning av lön"],
  ["Rekrytering", "bas", "HR", "SLK", "Visma Recruit", 16, "nej", "Annonser, ansökningar och urval"],
  ["Lönebildning", "tillägg", "HR", "SLK", "Personec F", 16, "nej", "Underlag till löneöversyn"],
  ["Utbildning för personal", "tillägg", "HR", "SLK", "Utbildningsportalen", 24, "nej", "Kurser och intyg"],
  ["Pensionsadministration", "bas", "HR", "SLK", "KPA Pension", 24, "nej", "Pensionsärenden"],
  ["Rehabilitering", "bas", "HR", "SLK", "Adato", 24, "nej", "Stöd i rehabiliteringsärenden"],
  ["Ekonomiprocesser", "bas", "Ekonomi", "SLK", "Agresso/Unit4", 8, "ja", "Redovisning, fakturor och inköp"],
  [
    "Telefoni",
    "bas",
    "Kommunikation",
    "DIG",
    "Svarsgrupper|Telefonkatalogen|Grundtelefoni",
    4,
    "ja",
    "Samtal, svarsgrupper och katalog",
  ],
  ["Webbplats", "bas", "Kommunikation", "SLK", "Webbplattform", 8, "ja", "Kommunens publika webbplats"],
  [
    "Ärendehantering",
    "bas",
    "Ledning och styrning",
    "SLK",
    "Ärendesystem",
    8,
    "nej",
    "Diarium, ärenden och beslut",
  ],
  [
    "E-post och kalender",
    "bas",
    "Gemensam IT",
    "DIG",
    "Office 365",
    4,
    "ja",
    "E-post, kalender och dokument",
  ],
  [
    "Konto och inloggning",
    "bas",
    "Gemensam IT",
    "DIG",
    "Katalogtjänst|Kontosynkronisering",
    4,
    "ja",
    "Konton för personal och elever",
  ],
  [
    "Nät",
    "bas",
    "Gemensam IT",
    "DIG",
    "Stadsnät|Adresstjänst",
    4,
    "ja",
    "Trådat och trådlöst nät på platserna",
  ],
  ["Datorarbetsplats", "bas", "Gemensam IT", "DIG", "Katalogtjänst", 8, "nej", "Dator, skrivare och program"],
  ["Lärande", "tillägg", "Utbildning", "UF", "Lärplattform", 8, "nej", "Planering och närvaro i skolan"],
  [
    "Omsorgsplanering",
    "tillägg",
    "Omsorg",
    "SF",
    "Verksamhetssystem omsorg",
    4,
    "ja",
    "Scheman och journal i hemtjänsten",
  ],
];

/** What needs what, how, and in which group for "any of". */
export const dependencies: Cell[][] = [
  ["Kontosynkronisering", "Katalogtjänst", "alla", ""],
  ["Office 365", "Kontosynkronisering", "försämras", ""],
  ["Agresso/Unit4", "Citrix", "alla", ""],
  ["Citrix", "Katalogtjänst", "alla", ""],
  ["Katalogtjänst", "Stadsnät", "alla", ""],
  ["Stadsnät", "Adresstjänst", "alla", ""],
  ["Lärplattform", "Katalogtjänst", "alla", ""],
  ["Verksamhetssystem omsorg", "Katalogtjänst", "alla", ""],
  ["Verksamhetssystem omsorg", "Stadsnät", "alla", ""],
  ["Ärendesystem", "Katalogtjänst", "alla", ""],
  ["Svarsgrupper", "Grundtelefoni", "alla", ""],
  ["Svarsgrupper", "Telefonkatalogen", "försämras", ""],
  ["Webbplattform", "Office 365", "försämras", ""],
];

/**
 * Which units use which services. Staff alone use what is about pay, people and money; that is done by the offices,
 * and a library or a school goes on without it. All of it ours.
 */
export function serviceUses(): string {
  const everyone = ["KS", "UN", "SN", "KFN", "SBN"];
  const offices: Readonly<Record<string, readonly string[]>> = {
    Ekonomiprocesser: ["SLK"],
    Förmåner: ["SLK"],
    "LAS-hantering": ["SLK"],
    Löneadministration: ["SLK", "BOL"],
    Lönebildning: ["SLK"],
    Pensionsadministration: ["SLK"],
    Rehabilitering: ["SLK"],
    Rekrytering: ["SLK"],
    "Utbildning för personal": ["SLK", "FSK", "GRP", "AO", "IFO", "KFF", "SBF"],
    Ärendehantering: ["SLK"],
    Lärande: ["UF"],
    Omsorgsplanering: ["SF"],
  };
  const uses = services.flatMap(([name]) => {
    const service = String(name);
    return (offices[service] ?? everyone).map((unit) => row(service, unit));
  });
  return table(["Tjänst", "Enhet"], uses);
}

/** Supplier, name, number, systems, from, to, promised hours, processor agreement. All of it ours. */
export const agreements: Cell[][] = [
  ["Unit4", "Ekonomisystem som tjänst", "A-2015-11", "Agresso/Unit4|Citrix", "2015-01-01", "", 8, "ja"],
  [
    "Visma",
    "HR-system",
    "A-2018-04",
    "WinLas|Personec P|Personec F|Visma Recruit",
    "2018-01-01",
    "",
    16,
    "ja",
  ],
  [
    "Telefonileverantören",
    "Telefoni",
    "A-2020-02",
    "Svarsgrupper|Telefonkatalogen|Grundtelefoni",
    "2020-01-01",
    "",
    4,
    "nej",
  ],
  [
    "Basefarm",
    "IT-drift",
    "A-2016-21",
    "Katalogtjänst|Kontosynkronisering|Adresstjänst",
    "2017-04-01",
    "",
    4,
    "ja",
  ],
  ["Förmånsleverantören", "Förmånsportal", "A-2019-07", "Förmånsportalen", "2019-01-01", "", 24, "nej"],
];
