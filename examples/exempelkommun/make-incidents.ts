import { Temporal } from "temporal-polyfill";
import { row, seeded, table, type Cell } from "./tables.ts";

const header = [
  "Nummer",
  "Rubrik",
  "Beskrivning",
  "Status",
  "Påverkan",
  "Brådska",
  "Tjänst",
  "System",
  "Började",
  "Upptäckt",
  "Kvitterad",
  "Återställd",
  "Stängd",
  "Kategori",
  "Orsak",
  "Major incident",
  "Grund för major",
  "Enhet",
];

interface Usual {
  service: string;
  system: string;
  weight: number;
  titles: readonly string[];
}

/** What is usually wrong with what. All of it ours: the source gives the totals only. */
const usual: readonly Usual[] = [
  {
    service: "Konto och inloggning",
    system: "Katalogtjänst",
    weight: 16,
    titles: [
      "Kan inte logga in",
      "Kontot låses gång på gång",
      "Lösenordsbytet slår inte igenom",
      "Behörighet saknas efter byte av enhet",
    ],
  },
  {
    service: "E-post och kalender",
    system: "Office 365",
    weight: 12,
    titles: [
      "E-post kommer fram sent",
      "Delad brevlåda syns inte",
      "Kalendern visar fel tider",
      "Bilagor går inte att öppna",
    ],
  },
  {
    service: "Datorarbetsplats",
    system: "Katalogtjänst",
    weight: 14,
    titles: [
      "Utskrifter fastnar i kön",
      "Datorn startar inte efter uppdatering",
      "Program saknas efter ominstallation",
      "Skärmen blir svart i dockan",
    ],
  },
  {
    service: "Nät",
    system: "Stadsnät",
    weight: 11,
    titles: [
      "Trådlöst nät bortkopplat",
      "Långsamt nät på förmiddagarna",
      "Nätet nere på en plats",
      "Gästnätet ger ingen adress",
    ],
  },
  {
    service: "Lärande",
    system: "Lärplattform",
    weight: 10,
    titles: [
      "Frånvaro sparas inte",
      "Vårdnadshavare kan inte logga in",
      "Omdömen syns inte",
      "Schemat laddas inte",
    ],
  },
  {
    service: "Omsorgsplanering",
    system: "Verksamhetssystem omsorg",
    weight: 8,
    titles: [
      "Planeringen uppdateras inte i telefonen",
      "Besök försvinner ur listan",
      "Signering tar lång tid",
    ],
  },
  {
    service: "Telefoni",
    system: "Grundtelefoni",
    weight: 7,
    titles: ["Samtal bryts", "Hänvisning går inte att ställa in", "Röstbrevlådan svarar inte"],
  },
  {
    service: "Ekonomiprocesser",
    system: "Agresso/Unit4",
    weight: 6,
    titles: ["Faktura fastnar i flödet", "Rapporten blir tom", "Attest går inte att spara"],
  },
  {
    service: "Löneadministration",
    system: "Personec P",
    weight: 5,
    titles: ["Frånvaro syns inte i lönen", "Lönespecifikation saknas"],
  },
  {
    service: "Rekrytering",
    system: "Visma Recruit",
    weight: 3,
    titles: ["Annonsen publiceras inte", "Bilaga till ansökan saknas"],
  },
  {
    service: "Webbplats",
    system: "Webbplattform",
    weight: 4,
    titles: ["Sidan visas i gammal version", "E-tjänsten svarar inte", "Sökningen ger inga träffar"],
  },
  {
    service: "Ärendehantering",
    system: "Ärendesystem",
    weight: 4,
    titles: ["Handling går inte att öppna", "Ärendet kan inte avslutas"],
  },
];

const categories = ["Programvara", "Nät", "Behörighet", "Utrustning", "Leverantör"];
const causes = [
  "Programfel",
  "Inställning",
  "Leverantörens fel",
  "Handhavande",
  "Okänd",
  "Trasig utrustning",
];

/** Local time as the ticket system writes it. */
function local(at: Temporal.PlainDateTime): string {
  return at.toString({ smallestUnit: "minute" }).replace("T", " ");
}

function pick<T>(random: () => number, from: readonly T[]): T {
  const item = from[Math.floor(random() * from.length)];
  if (item === undefined) throw new Error("Nothing to choose from.");
  return item;
}

function pickUsual(random: () => number): Usual {
  const total = usual.reduce((sum, item) => sum + item.weight, 0);
  let at = random() * total;
  return usual.find((item) => (at -= item.weight) < 0) ?? pick(random, usual);
}

/** A moment in working hours mostly, on a day of the period. */
function moment(random: () => number, from: Temporal.PlainDate, days: number): Temporal.PlainDateTime {
  let day = from.add({ days: Math.floor(random() * days) });
  if (day.dayOfWeek > 5 && random() < 0.8) day = day.subtract({ days: day.dayOfWeek - 5 });
  if (Temporal.PlainDate.compare(day, from) < 0) day = from;
  const hour = random() < 0.85 ? 7 + Math.floor(random() * 10) : Math.floor(random() * 24);
  return day.toPlainDateTime({ hour, minute: Math.floor(random() * 60) });
}

/** Minutes with a long tail, as times to restore have: median `middle`. */
function longTail(random: () => number, middle: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(3, Math.round(middle * Math.exp(normal * 0.9)));
}

interface Stretch {
  prefix: string;
  first: number;
  from: string;
  days: number;
  count: number;
  seed: number;
  /** How the source writes that it says nothing about major incidents. */
  major: "nej" | "";
  /** The last so many are still being worked on. */
  open: number;
}

/** Ordinary incidents of a stretch of time, in the order in which they came. */
export function ordinary(stretch: Stretch): Cell[][] {
  const random = seeded(stretch.seed);
  const from = Temporal.PlainDate.from(stretch.from);
  const moments = Array.from({ length: stretch.count }, () => moment(random, from, stretch.days)).sort(
    Temporal.PlainDateTime.compare,
  );
  return moments.map((detected, index) => {
    const what = pickUsual(random);
    const impact = random() < 0.06 ? 1 : random() < 0.35 ? 2 : 3;
    const urgency = random() < 0.08 ? 1 : random() < 0.5 ? 2 : 3;
    const acknowledged = detected.add({ minutes: longTail(random, 18) });
    const restored = acknowledged.add({ minutes: longTail(random, impact === 1 ? 70 : 260) });
    const open = index >= stretch.count - stretch.open;
    return row(
      `${stretch.prefix}${String(stretch.first + index).padStart(4, "0")}`,
      pick(random, what.titles),
      "",
      open ? "Pågår" : "Stängd",
      impact,
      urgency,
      what.service,
      what.system,
      random() < 0.4 ? local(detected.subtract({ minutes: longTail(random, 12) })) : "",
      local(detected),
      local(acknowledged),
      open ? "" : local(restored),
      open ? "" : local(restored.add({ hours: 20 + Math.floor(random() * 60) })),
      pick(random, categories),
      pick(random, causes),
      stretch.major,
      "",
      "DIG",
    );
  });
}

/** Nacka's three outages (facts N3–N6), at the precision that the paper gives: what it does not say is empty. */
export const year2017: Cell[][] = [
  row(
    "2017-0001",
    "Office 365-kopplingen togs bort konto för konto",
    "Ett styrsystem som knyter konton till Office 365 flyttades torsdagen den 23 februari. Ett okänt fel i programvaran hos den nya leverantören tog under natten bort kopplingen för konto efter konto; 19 000 konton fanns, hur många som hann drabbas anges inte. På fredagen rullades ändringen tillbaka och kontona återskapades med omkring 100 i timmen, elever före andra. På söndagen hade de flesta sina konton.",
    "Stängd",
    1,
    1,
    "Konto och inloggning",
    "Kontosynkronisering",
    "2017-02-23 natt",
    "2017-02-24",
    "",
    "2017-02-26",
    "",
    "Programvara",
    "Programfel",
    "",
    "",
    "DIG",
  ),
  row(
    "2017-0002",
    "Adresstjänsten slutade fungera efter flytten",
    "Tjänsten som delar ut adresser flyttades i delar under vecka 10 och låg då hos tre leverantörer. Omkring åtta timmar efter att alla 146 lokaler och alla nät (Admin, Elev, Guest, BYOD) hade flyttats slutade allt att fungera. Återflytt och felsökning följde. Dag och klockslag för felet anges inte.",
    "Stängd",
    1,
    1,
    "Nät",
    "Adresstjänst",
    "2017-W10",
    "2017-W10",
    "",
    "",
    "",
    "Nät",
    "Okänd",
    "",
    "",
    "DIG",
  ),
  row(
    "2017-0003",
    "Webbplatsen: ojämn publicering och plötsliga omstarter",
    "Många små avbrott, oberoende av leverantörsbytet. De flesta kommer av den redundans som ska hindra avbrott: noderna uppdateras ojämnt, så att nyheter når besökare olika fort, och miljön startar om utan förvarning. Ett fel i molnplattformen ska rättas. När avbrotten skedde anges inte, bara att de var kända den 16 mars.",
    "Stängd",
    2,
    2,
    "Webbplats",
    "Webbplattform",
    "",
    "2017-03-16",
    "",
    "",
    "",
    "Leverantör",
    "Programfel",
    "",
    "",
    "SLK",
  ),
];

type Major = readonly [detected: string, minutes: number, title: string, system: string, description: string];

const finance: readonly Major[] = [
  [
    "2023-01-11T08:10",
    1440,
    "För lite minne på alla fyra servrar, ingen kontakt med dem",
    "Agresso/Unit4",
    "",
  ],
  ["2023-01-24T07:35", 410, "Ingen kontakt med produktionsdatabasen", "Agresso/Unit4", ""],
  ["2023-02-02T08:05", 95, "Inga program på Citrix-skrivbordet", "Agresso/Unit4", ""],
  ["2023-02-14T07:50", 240, "Citrix går inte att nå, fel i Excel-tillägget", "Agresso/Unit4", ""],
  ["2023-02-28T09:20", 150, "Fel i Excel-tillägget", "Agresso/Unit4", ""],
  ["2023-03-09T08:15", 30, "Citrix går inte att nå för vissa användare", "Agresso/Unit4", ""],
  [
    "2023-03-22T07:40",
    600,
    "Citrix-skrivbordet nås och programmen syns, men skrivbordet startar inte",
    "Agresso/Unit4",
    "",
  ],
];

const telephony: readonly Major[] = [
  ["2023-01-17T09:05", 130, "Svarsgrupper nere, kontaktcenter kan inte ta emot samtal", "Svarsgrupper", ""],
  [
    "2023-02-08T10:30",
    75,
    "Störningar i telefonkatalogen av okänd orsak",
    "Telefonkatalogen",
    "Gick över utan åtgärd.",
  ],
  ["2023-02-21T13:15", 190, "Störning i 4G, personalen kan inte ringa", "Grundtelefoni", ""],
  ["2023-03-14T08:45", 320, "Röstbrevlådan slutade fungera på kommunens telefoner", "Grundtelefoni", ""],
];

function major(
  number: string,
  service: string,
  [detected, minutes, title, system, description]: Major,
): Cell[] {
  const at = Temporal.PlainDateTime.from(detected);
  const restored = local(at.add({ minutes }));
  return row(
    number,
    title,
    description,
    "Stängd",
    1,
    1,
    service,
    system,
    "",
    local(at),
    local(at.add({ minutes: 6 })),
    restored,
    local(at.add({ minutes, days: 2 })),
    "Programvara",
    "Leverantörens fel",
    "ja",
    "Stort avbrott i verksamheten",
    "DIG",
  );
}

/** What the Göteborg document tells one by one (facts G6, G8, G9, G12). Days and times within the period are ours. */
export const told2023: Cell[][] = [
  ...finance.map((item, index) => major(`MI-E${index + 1}`, "Ekonomiprocesser", item)),
  ...telephony.map((item, index) => major(`MI-T${index + 1}`, "Telefoni", item)),
  row(
    "HR-2",
    "Fel vid överföring av data i WinLas",
    "Pågick från februari till april.",
    "Stängd",
    2,
    2,
    "LAS-hantering",
    "WinLas",
    "2023-W06",
    "2023-W06",
    "",
    "2023-W16",
    "",
    "Programvara",
    "Programfel",
    "nej",
    "",
    "SLK",
  ),
  row(
    "HR-3",
    "Lön betalades inte ut till ett bolag",
    "Orsakades av nya regler för BankID. Löst och utbetalt samma dag.",
    "Stängd",
    2,
    1,
    "Löneadministration",
    "Personec P",
    "",
    "2023-03-27",
    "",
    "2023-03-27",
    "",
    "Programvara",
    "Inställning",
    "nej",
    "",
    "BOL",
  ),
  row(
    "HR-5",
    "1 000 bud för grundskolan sparades inte i förhandlingsunderlaget",
    "",
    "Stängd",
    2,
    2,
    "Lönebildning",
    "Personec F",
    "",
    "2023-W11",
    "",
    "2023-W12",
    "",
    "Programvara",
    "Programfel",
    "nej",
    "",
    "SLK",
  ),
];

/** In April, after the quarter (facts G6 and G8 row 4): down for a week. */
export const april2023: Cell[][] = [
  row(
    "MI-R1",
    "Rekryteringssystemet nere en vecka efter cyberangrepp mot en underleverantör",
    "",
    "Stängd",
    1,
    1,
    "Rekrytering",
    "Visma Recruit",
    "2023-W16",
    "2023-W16",
    "",
    "2023-W17",
    "",
    "Leverantör",
    "Angrepp",
    "ja",
    "Stort avbrott i verksamheten",
    "SLK",
  ),
];

export function incidents(): Record<string, string> {
  const first = told2023.length;
  return {
    "incidenter-2017.csv": table(header, year2017),
    "incidenter-2022.csv": table(
      header,
      ordinary({
        prefix: "2022-",
        first: 1,
        from: "2022-01-01",
        days: 90,
        count: 756,
        seed: 2022,
        major: "",
        open: 0,
      }),
    ),
    "incidenter-2023.csv": table(header, [
      ...told2023,
      ...ordinary({
        prefix: "2023-",
        first: 1,
        from: "2023-01-01",
        days: 90,
        count: 1003 - first,
        seed: 2023,
        major: "nej",
        open: 0,
      }),
      ...april2023,
      ...ordinary({
        prefix: "2023-",
        first: 1004 - first,
        from: "2023-04-01",
        days: 61,
        count: 540,
        seed: 2305,
        major: "nej",
        open: 5,
      }),
    ]),
  };
}
