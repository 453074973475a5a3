import { Temporal } from "temporal-polyfill";
import { row, seeded, type Cell } from "./tables.ts";

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

/** Local time as the ticket system writes it: never one that the clocks leap over. */
export function local(at: Temporal.PlainDateTime): string {
  const real = at.toZonedDateTime("Europe/Stockholm").toPlainDateTime();
  return real.toString({ smallestUnit: "minute" }).replace("T", " ");
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
  /** Of the last so many, those that are still being worked on: the ones of these systems. */
  open: { among: number; systems: readonly string[] };
}

/** Ordinary incidents of a stretch of time, in the order in which they came. */
export function ordinary(stretch: Stretch): Cell[][] {
  const random = seeded(stretch.seed);
  const from = Temporal.PlainDate.from(stretch.from);
  const moments = Array.from({ length: stretch.count }, () => moment(random, from, stretch.days)).sort(
    (one, other) => Temporal.PlainDateTime.compare(one, other),
  );
  return moments.map((detected, index) => {
    const what = pickUsual(random);
    const impact = random() < 0.06 ? 1 : random() < 0.35 ? 2 : 3;
    const urgency = random() < 0.08 ? 1 : random() < 0.5 ? 2 : 3;
    const acknowledged = detected.add({ minutes: longTail(random, 18) });
    const restored = acknowledged.add({ minutes: longTail(random, impact === 1 ? 70 : 260) });
    const open = index >= stretch.count - stretch.open.among && stretch.open.systems.includes(what.system);
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
