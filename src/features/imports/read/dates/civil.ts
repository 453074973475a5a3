/** A date and time of day as written, before it is known where on earth that was. */
export type Civil = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** Minutes east of UTC when the value says so itself, otherwise NaN. */
  offset: number;
};

export const msPerDay = 86_400_000;

export function emptyCivil(): Civil {
  return { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0, offset: Number.NaN };
}

// The Gregorian calendar as arithmetic on days since 1970: Temporal says the same (property test)
// but takes microseconds for it, and an import asks some ten times a row.
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function dateOfDay(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function localMs(civil: Civil): number {
  return (
    dayNumber(civil.year, civil.month, civil.day) * msPerDay +
    civil.hour * 3_600_000 +
    civil.minute * 60_000 +
    civil.second * 1000 +
    civil.millisecond
  );
}

function two(n: number): string {
  return n < 10 ? `0${n}` : `${n}`;
}

let formattedDay = Number.NaN;
let formattedDate = "";

/** An instant as `2016-02-29T00:16:00Z`: what Temporal.Instant prints, at the rate a bulk COPY needs. */
export function formatInstant(ms: number): string {
  const days = Math.floor(ms / msPerDay);
  if (days !== formattedDay) {
    const { year, month, day } = dateOfDay(days);
    formattedDay = days;
    formattedDate = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  }
  const rest = ms - days * msPerDay;
  const seconds = Math.floor(rest / 1000);
  const thousandths = rest - seconds * 1000;
  const fraction = thousandths === 0 ? "" : `.${String(thousandths).padStart(3, "0").replace(/0+$/, "")}`;
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${formattedDate}T${time}${fraction}Z`;
}
