import { Temporal } from "temporal-polyfill";
import { formatIsoWeek } from "../../shared/format.ts";
import { localeOf, type Language } from "../../shared/language.ts";
import { translator } from "../../shared/texts.ts";
import { texts } from "./texts.ts";

/** A period as people say it in the middle of a sentence: after "under" in Swedish, "in" in English. */
export function periodWords(
  bounds: { readonly from: string; readonly until: string },
  language: Language,
): string {
  const from = Temporal.PlainDate.from(bounds.from);
  const last = Temporal.PlainDate.from(bounds.until).subtract({ days: 1 });
  const months = wholeMonths(from, last);
  if (months > 0) return monthWords(from, last, months, language);
  if (from.dayOfWeek === 1 && from.until(last).days === 6) return weekWords(from, language);
  return dayWords(from, last, language);
}

function monthWords(
  from: Temporal.PlainDate,
  last: Temporal.PlainDate,
  months: number,
  language: Language,
): string {
  const t = translator(language, texts);
  const year = String(from.year);
  if (months === 12 && from.month === 1) return year;
  if (months === 6 && from.month % 6 === 1) return t("period.half", { half: from.month === 1 ? 1 : 2, year });
  if (months === 3 && from.month % 3 === 1)
    return t("period.quarter", { quarter: (from.month + 2) / 3, year });
  const start = monthName(from, language);
  if (months === 1) return `${start} ${year}`;
  const end = `${monthName(last, language)} ${last.year}`;
  return from.year === last.year ? `${start}–${end}` : `${start} ${year} – ${end}`;
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
  if (from.equals(last)) return translator(language, texts)("period.day", { day: end });
  const t = translator(language, texts);
  if (from.year === last.year && from.month === last.month)
    return t("period.days", { start: String(from.day), end });
  const start = format(from, language, {
    day: "numeric",
    month: "long",
    ...(from.year === last.year ? {} : { year: "numeric" as const }),
  });
  return t("period.days.apart", { start, end });
}

function format(date: Temporal.PlainDate, language: Language, options: Intl.DateTimeFormatOptions): string {
  const noon = Temporal.Instant.from(`${date.toString()}T12:00:00Z`);
  return new Intl.DateTimeFormat(localeOf[language], { ...options, timeZone: "UTC" }).format(
    noon.epochMilliseconds,
  );
}
