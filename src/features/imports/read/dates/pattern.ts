import { dateOfDay, daysInMonth, dayNumber, emptyCivil, type Civil } from "./civil.ts";
import type { Precision } from "../../../../shared/time.ts";
import { isWeekday, monthOfName } from "./names.ts";

export type { Precision } from "../../../../shared/time.ts";

type Step = (text: string, at: number, into: Civil) => number;

const letters =
  /'((?:[^']|'')*)'|yyyy|yy|YYYY|ww|w|BB|B|MMMM|MMM|MM|M|dd|d|HH|H|hh|h|mm|m|ss|s|S+|a|XXX|EEEE|EEE|([a-zA-Z])|\s+|[^a-zA-Z\s]/g;

/**
 * A date format as data, in the pattern letters of Unicode (CLDR): `d/M/yyyy HH:mm`. One letter
 * takes one or two digits, two letters exactly two. A week is `YYYY-'W'ww` or `'vecka' w YYYY`, a night
 * `yyyy-MM-dd B` by the day it begins on, `BB yyyy-MM-dd` by the day it leads to. Also `epoch-s` and `epoch-ms`.
 */
export class DatePattern {
  readonly pattern: string;
  readonly precision: Precision;
  readonly #steps: readonly Step[];
  readonly #civil = emptyCivil();

  constructor(pattern: string) {
    this.pattern = pattern;
    this.#steps = compile(pattern);
    this.precision = precisionOf(pattern);
  }

  /** The same object each time, to spare garbage: read it before the next call. Null when the text is not of this form. */
  parse(text: string): Readonly<Civil> | null {
    const civil = this.#civil;
    civil.hour = civil.minute = civil.second = civil.millisecond = 0;
    civil.month = civil.day = 1;
    civil.offset = Number.NaN;
    meridiem = -1;
    week = -1;
    leadsTo = false;
    let at = 0;
    for (const step of this.#steps) {
      at = step(text, at, civil);
      if (at < 0) return null;
    }
    if (at !== text.length) return null;
    if (meridiem >= 0) {
      if (civil.hour < 1 || civil.hour > 12) return null;
      civil.hour = (civil.hour % 12) + meridiem;
    }
    if (week >= 0 && !toMonday(civil)) return null;
    if (!inRange(civil)) return null;
    if (leadsTo) Object.assign(civil, dateOfDay(dayNumber(civil.year, civil.month, civil.day) - 1));
    return civil;
  }
}

// Set by the step for `a`, read by parse: a field of Civil would be seen by everyone.
let meridiem = -1;
let week = -1;
let leadsTo = false;

/** The Monday of the ISO week; false when the year has no such week. */
function toMonday(civil: Civil): boolean {
  // 4 January is in week 1 of its year; day 0 of the count is a Thursday.
  const fourth = dayNumber(civil.year, 1, 4);
  const monday = fourth - ((fourth + 3) % 7) + (week - 1) * 7;
  const next = dayNumber(civil.year + 1, 1, 4);
  if (week < 1 || monday >= next - ((next + 3) % 7)) return false;
  Object.assign(civil, dateOfDay(monday));
  return true;
}

export function isDatePattern(pattern: string): boolean {
  try {
    compile(pattern);
    return true;
  } catch {
    return false;
  }
}

function inRange(c: Civil): boolean {
  // 24:00 is refused: some programs mean the day's beginning by it and others its end.
  return (
    c.month >= 1 &&
    c.month <= 12 &&
    c.day >= 1 &&
    c.day <= daysInMonth(c.year, c.month) &&
    c.hour < 24 &&
    c.minute < 60 &&
    c.second < 60
  );
}

function precisionOf(pattern: string): Precision {
  if (pattern.startsWith("epoch")) return "minute";
  const bare = pattern.replace(/'(?:[^']|'')*'/g, "");
  if (/w/.test(bare)) return "week";
  if (/B/.test(bare)) return "night";
  if (/m/.test(bare)) return "minute";
  return /[Hh]/.test(bare) ? "hour" : "day";
}

function compile(pattern: string): Step[] {
  if (pattern === "epoch-s") return [epoch(1000)];
  if (pattern === "epoch-ms") return [epoch(1)];
  const steps: Step[] = [];
  for (const match of pattern.matchAll(letters)) {
    const [token, quoted, unknown] = match;
    if (unknown !== undefined) throw new RangeError(`unknown pattern letter ${unknown}`);
    steps.push(
      quoted === undefined ? stepOf(token) : literal(quoted === "" ? "'" : quoted.replaceAll("''", "'")),
    );
  }
  const bare = pattern.replace(/'(?:[^']|'')*'/g, "");
  if (!isWhole(bare)) throw new RangeError("a pattern needs year, month and day, or week-year and week");
  return steps;
}

function isWhole(letters: string): boolean {
  const has = (letter: string) => letters.includes(letter);
  if (has("Y") || has("w")) return has("Y") && has("w") && !/[yMdHhmsB]/.test(letters);
  return has("y") && has("M") && has("d");
}

function stepOf(token: string): Step {
  switch (token) {
    case "yyyy":
      return digits(4, 4, (c, n) => (c.year = n));
    case "YYYY":
      return digits(4, 4, (c, n) => (c.year = n));
    case "B":
      return night;
    case "BB":
      return nightLeadingTo;
    case "yy":
      // Two digits of a year mean this century, as nothing that is imported is older.
      return digits(2, 2, (c, n) => (c.year = n >= 70 ? 1900 + n : 2000 + n));
    case "MMM":
    case "MMMM":
      return monthName;
    case "EEE":
    case "EEEE":
      return weekdayName;
    case "a":
      return amPm;
    case "XXX":
      return offset;
    default:
      return numberOrLiteral(token);
  }
}

function numberOrLiteral(token: string): Step {
  const least = token.length;
  switch (token.charAt(0)) {
    case "w":
      return digits(least, 2, (_c, n) => (week = n));
    case "M":
      return digits(least, 2, (c, n) => (c.month = n));
    case "d":
      return digits(least, 2, (c, n) => (c.day = n));
    case "H":
    case "h":
      return digits(least, 2, (c, n) => (c.hour = n));
    case "m":
      return digits(least, 2, (c, n) => (c.minute = n));
    case "s":
      return digits(least, 2, (c, n) => (c.second = n));
    case "S":
      return fraction;
    default:
      return token.trim() === "" ? spaces : literal(token);
  }
}

function digits(least: number, most: number, set: (civil: Civil, value: number) => void): Step {
  return (text, from, into) => {
    let value = 0;
    let at = from;
    for (; at < from + most; at += 1) {
      const digit = text.charCodeAt(at) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
    }
    if (at - from < least) return -1;
    set(into, value);
    return at;
  };
}

const word = /[\p{L}]+\.?/uy;

function wordAt(text: string, at: number): string {
  word.lastIndex = at;
  return word.exec(text)?.[0] ?? "";
}

const monthName: Step = (text, at, into) => {
  const name = wordAt(text, at);
  into.month = monthOfName(name);
  return into.month === 0 ? -1 : at + name.length;
};

const weekdayName: Step = (text, at) => {
  const name = wordAt(text, at);
  return isWeekday(name) ? at + name.length : -1;
};

const nights = new Set(["natt", "natten", "night"]);

const night: Step = (text, at) => {
  const name = wordAt(text, at);
  return nights.has(name.toLowerCase()) ? at + name.length : -1;
};

const leading = /(?:natten|natt) (?:till|mot|före)(?: den)?|night (?:before|to)/iy;

const nightLeadingTo: Step = (text, at) => {
  leading.lastIndex = at;
  const match = leading.exec(text);
  leadsTo = match !== null;
  return match === null ? -1 : at + match[0].length;
};

const halves = /(?:([ap])\.?m\.?|([fe])\.?m\.?)/iy;

const amPm: Step = (text, at) => {
  halves.lastIndex = at;
  const match = halves.exec(text);
  if (match === null) return -1;
  const letter = (match[1] ?? match[2] ?? "").toLowerCase();
  meridiem = letter === "p" || letter === "e" ? 12 : 0;
  return at + match[0].length;
};

const offsets = /Z|([+-])(\d{2}):?(\d{2})?/iy;

const offset: Step = (text, at, into) => {
  offsets.lastIndex = at;
  const match = offsets.exec(text);
  if (match === null) return -1;
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  into.offset = match[1] === "-" ? -minutes : minutes;
  return at + match[0].length;
};

const fraction: Step = (text, from, into) => {
  let at = from;
  while (at < text.length && at - from < 9 && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at += 1;
  if (at === from) return -1;
  into.millisecond = Math.floor(Number(`0.${text.slice(from, at)}`) * 1000 + 1e-6);
  return at;
};

const spaces: Step = (text, from) => {
  let at = from;
  while (text.charAt(at) === " " || text.charAt(at) === "\u00A0" || text.charAt(at) === "\u202F") at += 1;
  return at > from ? at : -1;
};

function literal(expected: string): Step {
  return (text, at) => (text.startsWith(expected, at) ? at + expected.length : -1);
}

function epoch(factor: number): Step {
  return (text, at, into) => {
    if (at !== 0 || !/^\d{9,13}(?:\.\d+)?$/.test(text)) return -1;
    const ms = Math.round(Number(text) * factor);
    into.year = 1970;
    into.millisecond = ms;
    into.offset = 0;
    return text.length;
  };
}
