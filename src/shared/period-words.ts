import { Temporal } from "temporal-polyfill";
import { formatIsoWeek } from "./format.ts";
import { localeOf, type Language } from "./language.ts";
import { periodTexts } from "./periods.texts.ts";
import { translator } from "./texts.ts";

/** A period as people say it in the middle of a sentence: after "under" in Swedish, "in" in English. */
export function periodWords(
  bounds: { readonly from: string; readonly until: string },
  language: Language,
): string {
  const from = Temporal.PlainDate.from(bounds.from);
  const last = Temporal.PlainDate.from(bounds.until).subtract({ days: 1 });
  const months = wholeMonths(from, last);
  if (months > 0) return monthsWords(from, last, months, language);
  if (from.dayOfWeek === 1 && from.until(last).days === 6) return weekWords(from, language);
  return dayWords(from, last, language);
}

function monthsWords(
  from: Temporal.PlainDate,
  last: Temporal.PlainDate,
  months: number,
  language: Language,
): string {
  const t = translator(language, periodTexts);
  const year = String(from.year);
  if (months === 12 && from.month === 1) return year;
  if (months % 12 === 0 && from.month === 1) return `${year}–${last.year}`;
  if (months === 6 && from.month % 6 === 1) return t("words.half", { half: from.month === 1 ? 1 : 2, year });
  if (months === 3 && from.month % 3 === 1)
    return t("words.quarter", { quarter: (from.month + 2) / 3, year });
  const first = monthName(from, language);
  if (months === 1) return `${first} ${year}`;
  if (from.year === last.year) return `${first}–${monthName(last, language)} ${year}`;
  return `${first} ${year} – ${monthName(last, language)} ${last.year}`;
}

/** The number of whole calendar months, or 0 when the period does not consist of such. */
function wholeMonths(from: Temporal.PlainDate, last: Temporal.PlainDate): number {
  if (from.day !== 1 || last.day !== last.daysInMonth) return 0;
  return (last.year - from.year) * 12 + last.month - from.month + 1;
}

function monthName(date: Temporal.PlainDate, language: Language): string {
  return format(date, language, { month: "long" });
}

function weekWords(monday: Temporal.PlainDate, language: Language): string {
  const week = String(monday.weekOfYear ?? 1).padStart(2, "0");
  return formatIsoWeek(`${monday.yearOfWeek ?? monday.year}-W${week}`, language);
}

function dayWords(from: Temporal.PlainDate, last: Temporal.PlainDate, language: Language): string {
  const end = format(last, language, { day: "numeric", month: "long", year: "numeric" });
  if (from.equals(last)) return translator(language, periodTexts)("words.day", { day: end });
  const t = translator(language, periodTexts);
  if (from.year === last.year && from.month === last.month)
    return t("words.days", { start: String(from.day), end });
  const start = format(from, language, {
    day: "numeric",
    month: "long",
    ...(from.year === last.year ? {} : { year: "numeric" as const }),
  });
  return t("words.days.apart", { start, end });
}

function format(date: Temporal.PlainDate, language: Language, options: Intl.DateTimeFormatOptions): string {
  const noon = Temporal.Instant.from(`${date.toString()}T12:00:00Z`);
  return new Intl.DateTimeFormat(localeOf[language], { ...options, timeZone: "UTC" }).format(
    noon.epochMilliseconds,
  );
}
