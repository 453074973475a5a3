import { row, type Cell } from "./tables.ts";

/**
 * Planned work of 2017 (facts N4, N5, N2): three things in one ISO week, which the paper does not remark on (N12).
 * What was moved stands as the paper counts it (N2).
 */
export const planned2017: Cell[][] = [
  row(
    "PA-2017-1",
    "Kontosynkroniseringen flyttas på nytt",
    "2017-03-27 00:00",
    "2017-03-28 00:00",
    "Konto och inloggning",
    "DIG",
    "Med en ny lösning från Microsoft.",
  ),
  row(
    "PA-2017-2",
    "Adresstjänsten flyttas på nytt",
    "2017-03-27 00:00",
    "2017-04-03 00:00",
    "Nät",
    "DIG",
    "Vecka 13, med en ny utformning.",
  ),
  row(
    "PA-2017-3",
    "Byte av leverantörer för IT-drift och nättjänster",
    "2017-04-01 00:00",
    "2017-04-02 00:00",
    "Nät|E-post och kalender|Konto och inloggning",
    "DIG",
    "Under sju veckor flyttades omkring 100 verksamhetssystem, 19 000 konton, 15 TB data och omkring 1 400 aktiva nätenheter. Inget flyttas rakt av; allt byggs nytt.",
  ),
];

/** Number, title, kind, service, system, incidents, found, settled: the three outages, and what they showed (N8). */
export const deviations2017: Cell[][] = [
  row(
    "AVV-2017-1",
    "Konton förlorade kopplingen till Office 365",
    "incident",
    "Konto och inloggning",
    "Kontosynkronisering",
    "2017-0001",
    "2017-02-24",
    "",
  ),
  row(
    "AVV-2017-2",
    "Adresstjänsten slutade fungera under flytten",
    "incident",
    "Nät",
    "Adresstjänst",
    "2017-0002",
    "2017-W10",
    "",
  ),
  row(
    "AVV-2017-3",
    "Webbplatsen publicerade ojämnt och startade om utan förvarning",
    "incident",
    "Webbplats",
    "Webbplattform",
    "2017-0003",
    "2017-03-16",
    "",
  ),
  row(
    "AVV-2017-4",
    "Svårt att nå ut när e-posten var nere",
    "brist",
    "E-post och kalender",
    "Office 365",
    "",
    "2017-03-16",
    "",
  ),
];

/** Number, what, about, state, supplier, due: the measures of N4–N9, with the days that the paper gives. */
const measures: readonly (readonly [string, string, string, string, string, string])[] = [
  [
    "1",
    "Flytten rullades tillbaka; kontona skapades på nytt, omkring 100 i timmen",
    "AVV-2017-1",
    "klar",
    "Tieto",
    "",
  ],
  [
    "2",
    "Ny lösning för kopplingen till Office 365; flytten görs om",
    "AVV-2017-1",
    "pågår",
    "Microsoft",
    "2017-03-27",
  ],
  [
    "3",
    "Ny utformning av adresstjänsten med en säkerhetspartner; ny flytt vecka 13",
    "AVV-2017-2",
    "pågår",
    "",
    "",
  ],
  ["4", "Täta avstämningar med webbplatsens leverantörer", "AVV-2017-3", "pågår", "EPiServer", ""],
  [
    "5",
    "Högre säkerhet, redundans och skalbarhet där det är ekonomiskt försvarbart",
    "AVV-2017-1|AVV-2017-2",
    "pågår",
    "",
    "",
  ],
  [
    "6",
    "Tre månaders utredning av åtkomst, identifiering och lagring",
    "AVV-2017-1|AVV-2017-2",
    "pågår",
    "",
    "",
  ],
  ["7", "Kontinuitetsplaner för den centrala infrastrukturen", "AVV-2017-1|AVV-2017-2", "pågår", "", ""],
  [
    "8",
    "Nya rutiner med leverantörerna för ändringar och problem; scenarier för införande och test",
    "AVV-2017-1|AVV-2017-2|AVV-2017-3",
    "pågår",
    "",
    "",
  ],
  [
    "9",
    "Mänskliga fel möts med tekniskt stöd, information, utbildning och råd om känsliga uppgifter",
    "AVV-2017-1",
    "pågår",
    "",
    "",
  ],
  [
    "10",
    "Servicedesk knyts direkt till de nya leverantörernas stöd",
    "AVV-2017-1|AVV-2017-2",
    "pågår",
    "",
    "2017-04-01",
  ],
  [
    "11",
    "Andra vägar att nå ut vid allvarliga händelser förs in i krisledningsplanen",
    "AVV-2017-4",
    "pågår",
    "",
    "",
  ],
  [
    "12",
    "Information klassas och kontinuitetsplaner görs där de saknas i nämnder och verksamheter",
    "AVV-2017-1|AVV-2017-2",
    "pågår",
    "",
    "2017-12-31",
  ],
];

/** Number, title, about, state, supplier, recommendation, owner, due, done. */
export const actions2017: Cell[][] = measures.map(([number, title, about, state, supplier, due]) =>
  row(`ATG-2017-${number}`, title, about, state, supplier, "nej", "Digitaliseringschef", due, ""),
);
