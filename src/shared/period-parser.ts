import { Temporal } from "temporal-polyfill";
import type { Said } from "./faults.ts";
import { FIRST_YEAR, LAST_YEAR, mondayOf, periodOf, weeksIn, type Period } from "./periods.ts";
import { periodTexts } from "./periods.texts.ts";
import { translator } from "./texts.ts";

export type PeriodFault = "unreadable" | "ambiguous" | "backwards" | "no-such-day" | "out-of-range";

export type ParsedPeriod =
  | { readonly ok: true; readonly period: Period }
  | { readonly ok: false; readonly fault: PeriodFault; readonly said: Said };

/** Thrown inside the parser only; what comes out is a result. */
class Unfit extends Error {
  readonly fault: PeriodFault;
  readonly params: { years: string; months: string };
  constructor(fault: PeriodFault, params = { years: "", months: "" }) {
    super(fault);
    this.fault = fault;
    this.params = params;
  }
}

type Day = Temporal.PlainDate;
interface Span {
  from: Day;
  until: Day;
}

const monthNames: readonly string[][] = [
  ["januari", "january", "jan"],
  ["februari", "february", "feb"],
  ["mars", "march", "mar"],
  ["april", "apr"],
  ["maj", "may"],
  ["juni", "june", "jun"],
  ["juli", "july", "jul"],
  ["augusti", "august", "aug"],
  ["september", "sept", "sep"],
  ["oktober", "october", "okt", "oct"],
  ["november", "nov"],
  ["december", "dec"],
];
const monthPattern = monthNames.flat().join("|");
const monthNumber = (name: string) => monthNames.findIndex((names) => names.includes(name)) + 1;

const ordinals = [
  "första|first|1:a|1st",
  "andra|second|2:a|2nd",
  "tredje|third|3:e|3rd",
  "fjärde|fourth|4:e|4th",
];
const ordinalNumber = (word: string) => ordinals.findIndex((words) => words.split("|").includes(word)) + 1;

const lengths = { q: 3, t: 4, h: 6 } as const;
type PartLetter = keyof typeof lengths;
const partLetters: Readonly<Record<string, PartLetter>> = {
  q: "q",
  k: "q",
  kv: "q",
  kvartal: "q",
  kvartalet: "q",
  quarter: "q",
  t: "t",
  tertial: "t",
  tertialet: "t",
  h: "h",
  halvår: "h",
  halvåret: "h",
  half: "h",
};
const partPattern = Object.keys(partLetters)
  .toSorted((a, b) => b.length - a.length)
  .join("|");

function day(year: number, month: number, date: number): Day {
  try {
    return Temporal.PlainDate.from({ year, month, day: date }, { overflow: "reject" });
  } catch {
    throw new Unfit("no-such-day");
  }
}

const months = (year: number, month: number, count: number): Span => {
  const from = day(year, month, 1);
  return { from, until: from.add({ months: count }) };
};
const single = (from: Day): Span => ({ from, until: from.add({ days: 1 }) });

function partOf(year: number, word: string, number: number): Span {
  const length = lengths[partLetters[word] ?? "q"];
  if (number < 1 || number > 12 / length) throw new Unfit("no-such-day");
  return months(year, (number - 1) * length + 1, length);
}

function week(year: number, number: number): Span {
  if (number < 1 || number > weeksIn(year)) throw new Unfit("no-such-day");
  const from = mondayOf(year, number);
  return { from, until: from.add({ weeks: 1 }) };
}

/** Two digits are of this century: nothing older comes in so short a form. */
const century = (year: string) => (year.length === 2 ? 2000 + Number(year) : Number(year));

type Reader = (groups: readonly string[]) => Span;
interface Form {
  pattern: RegExp;
  read: Reader;
}
const form = (pattern: string, read: (...groups: string[]) => Span): Form => ({
  pattern: new RegExp(`^(?:${pattern})$`, "u"),
  read: (groups) => read(...groups),
});

/** Every way to write one period with its year, the exact ones first. */
const forms: readonly Form[] = [
  form("(\\d{4})", (text) => fourDigits(text)),
  form("(\\d{4})-(\\d{2})", (year, month) => months(Number(year), Number(month), 1)),
  form("(\\d{6})", (text) => sixDigits(text ?? "")),
  form("(\\d{4})-(\\d{2})-(\\d{2})", (y, m, d) => single(day(Number(y), Number(m), Number(d)))),
  form("((?:19|20|21)\\d{2})(\\d{2})(\\d{2})", (y, m, d) => single(day(Number(y), Number(m), Number(d)))),
  form(`(\\d{4})[ -]?(${partPattern}) ?(\\d)`, (y, word, n) => partOf(Number(y), word ?? "", Number(n))),
  form(`(${partPattern}) ?(\\d)[ -]?(\\d{4}|\\d{2})`, (word, n, y) =>
    partOf(century(y ?? ""), word ?? "", Number(n)),
  ),
  form(`(${ordinals.join("|")}) (${partPattern})(?: of)? (\\d{4})`, (which, word, y) =>
    partOf(Number(y), word ?? "", ordinalNumber(which ?? "")),
  ),
  form("(\\d{4})[ -]?(?:w|v\\.?|vecka|week) ?(\\d{1,2})", (y, n) => week(Number(y), Number(n))),
  form("(?:w|v\\.?|vecka|week) ?(\\d{1,2}),?(?: |-)(\\d{4})", (n, y) => week(Number(y), Number(n))),
  form(`(${monthPattern})\\.?,? (\\d{4})`, (name, y) => months(Number(y), monthNumber(name ?? ""), 1)),
  form(`(\\d{4})[ -](${monthPattern})`, (y, name) => months(Number(y), monthNumber(name ?? ""), 1)),
  form(`(\\d{1,2}) (${monthPattern})\\.?,? (\\d{4})`, (d, name, y) =>
    single(day(Number(y), monthNumber(name ?? ""), Number(d))),
  ),
];

/** Forms whose two ends share a year or a word: `2301-2305`, `januari–maj 2023`, `v. 10–12 2017`. */
const ranges: readonly Form[] = [
  form("(\\d{4})-(\\d{4})", (a, b) => fourAndFour(a ?? "", b ?? "")),
  form("(\\d{6})-(\\d{6})", (a, b) => join(sixDigits(a ?? ""), sixDigits(b ?? ""))),
  form("(\\d{8})-(\\d{8})", (a, b) => join(one(a ?? ""), one(b ?? ""))),
  form(`(${monthPattern})\\.? ?(?:-|till|to) ?(${monthPattern})\\.?,? (\\d{4})`, (a, b, y) =>
    join(months(Number(y), monthNumber(a ?? ""), 1), months(Number(y), monthNumber(b ?? ""), 1)),
  ),
  form(`(${partPattern}) ?(\\d) ?- ?(?:${partPattern})? ?(\\d) (\\d{4})`, (word, a, b, y) =>
    join(partOf(Number(y), word ?? "", Number(a)), partOf(Number(y), word ?? "", Number(b))),
  ),
  form("(?:w|v\\.?|vecka|veckorna|week|weeks) ?(\\d{1,2}) ?(?:-|till|to) ?(\\d{1,2}),? (\\d{4})", (a, b, y) =>
    join(week(Number(y), Number(a)), week(Number(y), Number(b))),
  ),
];

const plausibleYear = (year: number) => year >= FIRST_YEAR && year <= LAST_YEAR;
const isMonth = (text: string) => Number(text) >= 1 && Number(text) <= 12;

/** `2023` is a year; `2301` can be none, so it is January 2023. */
function fourDigits(text: string): Span {
  if (plausibleYear(Number(text)) || !isMonth(text.slice(2))) return months(Number(text), 1, 12);
  return months(century(text.slice(0, 2)), Number(text.slice(2)), 1);
}

function fourAndFour(a: string, b: string): Span {
  const asYears = plausibleYear(Number(a)) && plausibleYear(Number(b));
  const asMonths = isMonth(a.slice(2)) && isMonth(b.slice(2));
  if (asYears && asMonths && a !== b) {
    const month = (text: string) => `${century(text.slice(0, 2))}-${text.slice(2)}`;
    throw new Unfit("ambiguous", { years: `${a}--${b}`, months: `${month(a)}--${month(b)}` });
  }
  return join(fourDigits(a), fourDigits(b));
}

/** `202304` is a month; `230412`, whose first four can be no year of ours, is a day. */
function sixDigits(text: string): Span {
  const year = Number(text.slice(0, 4));
  if (plausibleYear(year) && isMonth(text.slice(4))) return months(year, Number(text.slice(4)), 1);
  return single(day(century(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4))));
}

function join(first: Span, last: Span): Span {
  if (Temporal.PlainDate.compare(first.from, last.from) > 0) throw new Unfit("backwards");
  return { from: first.from, until: last.until };
}

function match(from: readonly Form[], text: string): Span | null {
  for (const { pattern, read } of from) {
    const found = pattern.exec(text);
    if (found !== null) return read(found.slice(1));
  }
  return null;
}

function one(text: string): Span {
  const span = match(forms, text);
  if (span === null) throw new Unfit("unreadable");
  return span;
}

/** A word or sign that only stands between two periods, never inside one. */
const between = /^(.+?) ?(?:--|\.\.\.?| - |\/| till | to | t\.o\.m\. ?)(.+)$/u;

function span(text: string, year: number | null): Span {
  const alone = match(forms, text) ?? match(ranges, text);
  if (alone !== null) return alone;
  const ends = between.exec(text);
  if (ends !== null) return join(one((ends[1] ?? "").trim()), one((ends[2] ?? "").trim()));
  const withYear = year === null ? null : match(forms, `${text} ${year}`);
  if (withYear === null) throw new Unfit("unreadable");
  return withYear;
}

/** Spaces of all kinds are one, every dash is a hyphen, and letters are small. */
function tidy(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/gu, " ")
    .replace(/[–—−‑]/gu, "-")
    .trim();
}

/** `vecka 10` without a year is the latest that has begun. */
function read(text: string, today: Day | null): Span {
  const found = span(text, today?.year ?? null);
  if (today === null || Temporal.PlainDate.compare(found.from, today) <= 0 || /\d{4}/u.test(text))
    return found;
  return span(text, today.year - 1);
}

/**
 * Reads a period as people write it: `2023-Q1`, `Q1 2023`, `2301-2305`, `2017-W10`, `vecka 10 2017`, `2023-04`,
 * `januari–maj 2023`, `2023`, `2023-01-01--2023-03-31`. With `today` also without a year. What can be read in two
 * ways is refused and both are named.
 */
export function parsePeriod(written: string, today?: string): ParsedPeriod {
  try {
    if (written.length > 80) throw new Unfit("unreadable");
    const { from, until } = read(tidy(written), today === undefined ? null : Temporal.PlainDate.from(today));
    if (!plausibleYear(from.year) || !plausibleYear(until.subtract({ days: 1 }).year))
      throw new Unfit("out-of-range");
    return { ok: true, period: periodOf(from, until) };
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return { ok: false, fault: error.fault, said: sayPeriodFault(error) };
  }
}

function sayPeriodFault({ fault, params }: Unfit): Said {
  const all = { ...params, first: String(FIRST_YEAR), last: String(LAST_YEAR) };
  return { sv: translator("sv", periodTexts)(fault, all), en: translator("en", periodTexts)(fault, all) };
}
