import { Temporal } from "temporal-polyfill";
import { formatTexts } from "./format-texts.ts";
import { localeOf, type Language } from "./language.ts";
import { translator } from "./texts.ts";
import type { Precision } from "./time.ts";

export type FormatContext = { readonly language: Language; readonly timeZone: string };

export type InstantLike = string | Temporal.Instant;

/** U+2212: a hyphen is read as a hyphen, by people and by screen readers. */
const minus = "−";
const noBreak = "\u00a0";

function pad(value: number, width = 2): string {
  return String(value).padStart(width, "0");
}

function zonedOf(value: InstantLike, timeZone: string): Temporal.ZonedDateTime {
  const instant = typeof value === "string" ? Temporal.Instant.from(value) : value;
  return instant.toZonedDateTimeISO(timeZone);
}

function isoDate(date: Temporal.ZonedDateTime | Temporal.PlainDate): string {
  return `${pad(date.year, 4)}-${pad(date.month)}-${pad(date.day)}`;
}

function clock(time: Temporal.ZonedDateTime): string {
  return `${pad(time.hour)}:${pad(time.minute)}`;
}

/** A night leads to the morning after it: what is known from the afternoon on belongs to tomorrow. */
function morningOf(time: Temporal.ZonedDateTime): Temporal.PlainDate {
  const date = time.toPlainDate();
  return time.hour >= 12 ? date.add({ days: 1 }) : date;
}

function longDate(date: Temporal.PlainDate, language: Language): string {
  return new Intl.DateTimeFormat(localeOf[language], {
    dateStyle: "long",
    timeZone: "UTC",
  }).format(Temporal.Instant.from(`${date.toString()}T12:00:00Z`).epochMilliseconds);
}

export function formatNumber(value: number, language: Language, decimals = 0): string {
  const text = new Intl.NumberFormat(localeOf[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(Math.abs(value));
  const zero = !/[1-9]/u.test(text);
  return value < 0 && !zero ? minus + text : text;
}

/** A share as a percentage: 0.33 is `33 %` in Swedish and `33%` in English. */
export function formatPercent(share: number, language: Language, decimals = 0): string {
  const number = formatNumber(share * 100, language, decimals);
  return language === "sv" ? `${number}${noBreak}%` : `${number}%`;
}

/** A change always carries its sign: `+12`, `−12`, and `0` which has none. */
export function formatChange(value: number, language: Language, decimals = 0): string {
  const text = formatNumber(value, language, decimals);
  return value > 0 && /[1-9]/u.test(text) ? `+${text}` : text;
}

export function formatPercentChange(share: number, language: Language, decimals = 0): string {
  const text = formatPercent(share, language, decimals);
  return share > 0 && /[1-9]/u.test(text) ? `+${text}` : text;
}

/** The two largest units of a length of time, rounded to the smaller: `2 h 5 min`, `1 d 3 h`. */
export function formatDuration(seconds: number, language: Language): string {
  const sign = seconds < 0 ? minus : "";
  const length = Math.abs(seconds);
  if (length === 0) return `0${noBreak}min`;
  if (Math.round(length) < 60) return `${sign}${Math.round(length)}${noBreak}s`;
  const minutes = Math.round(length / 60);
  if (minutes < 24 * 60) return sign + two(Math.floor(minutes / 60), "h", minutes % 60, "min");
  const hours = Math.round(length / 3600);
  const dayCount = formatNumber(Math.floor(hours / 24), language);
  return sign + two(dayCount, "d", hours % 24, "h");
}

function two(large: number | string, largeUnit: string, small: number, smallUnit: string): string {
  const parts = [];
  if (String(large) !== "0") parts.push(`${large}${noBreak}${largeUnit}`);
  if (small !== 0 || parts.length === 0) parts.push(`${small}${noBreak}${smallUnit}`);
  return parts.join(" ");
}

/** `2017-W10`, in the zone given: the week of a late Sunday evening depends on where one is. */
export function isoWeekOf(value: InstantLike, timeZone: string): string {
  return weekOf(zonedOf(value, timeZone));
}

function weekOf(zoned: Temporal.ZonedDateTime): string {
  return `${pad(zoned.yearOfWeek ?? zoned.year, 4)}-W${pad(zoned.weekOfYear ?? 1)}`;
}

/** `vecka 10 2017` of `2017-W10`. */
export function formatIsoWeek(isoWeek: string, language: Language): string {
  const [year = "", number = ""] = isoWeek.split("-W");
  return translator(language, formatTexts)("week", { week: String(Number(number)), year });
}

type Sayer = (zoned: Temporal.ZonedDateTime, language: Language) => string;

const sayers: Record<Precision, Sayer> = {
  minute: (zoned) => `${isoDate(zoned)} ${clock(zoned)}`,
  hour: (zoned, language) => {
    const hour = zoned.round("hour");
    return translator(language, formatTexts)("hour", { date: isoDate(hour), hour: pad(hour.hour) });
  },
  day: (zoned) => isoDate(zoned),
  night: (zoned, language) =>
    translator(language, formatTexts)("night", { date: longDate(morningOf(zoned), language) }),
  week: (zoned, language) => formatIsoWeek(weekOf(zoned), language),
};

/** A time said exactly as precisely as it is known. */
export function formatInstant(
  value: InstantLike,
  { language, timeZone }: FormatContext,
  precision: Precision = "minute",
): string {
  return sayers[precision](zonedOf(value, timeZone), language);
}

/** å, ä, ö last, capitals beside small letters, and `Skola 2` before `Skola 10`. */
export function textOrder(language: Language): (a: string, b: string) => number {
  return new Intl.Collator(localeOf[language], { numeric: true }).compare;
}

export type Format = ReturnType<typeof createFormat>;

/** All of the above for one person's language and one organisation's zone. */
export function createFormat(context: FormatContext) {
  const { language, timeZone } = context;
  return {
    ...context,
    number: (value: number, decimals?: number) => formatNumber(value, language, decimals),
    percent: (share: number, decimals?: number) => formatPercent(share, language, decimals),
    change: (value: number, decimals?: number) => formatChange(value, language, decimals),
    percentChange: (share: number, decimals?: number) => formatPercentChange(share, language, decimals),
    duration: (seconds: number) => formatDuration(seconds, language),
    instant: (value: InstantLike, precision?: Precision) => formatInstant(value, context, precision),
    date: (value: InstantLike) => isoDate(zonedOf(value, timeZone)),
    clock: (value: InstantLike) => clock(zonedOf(value, timeZone)),
    isoWeek: (value: InstantLike) => isoWeekOf(value, timeZone),
    week: (isoWeek: string) => formatIsoWeek(isoWeek, language),
    compare: textOrder(language),
  };
}
