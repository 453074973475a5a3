import {
  fieldOf,
  fields,
  readAs,
  type DayOrder,
  type Profile,
  type ProfileColumn,
  type ProposalView,
  type Target,
} from "../contract.ts";

const nameOf = ({ column }: ProfileColumn) => (typeof column === "string" ? [column] : column);

/** Which field a column becomes in this profile. */
export function fieldOfColumn(profile: Profile, column: string): string {
  return profile.columns.find((mapped) => nameOf(mapped).includes(column))?.field ?? "";
}

/** The column becomes this field; whatever became it before becomes nothing. */
export function assignField(
  profile: Profile,
  column: string,
  field: string,
  formats: readonly string[] = [],
): Profile {
  const rest = profile.columns.filter((mapped) => !nameOf(mapped).includes(column) && mapped.field !== field);
  const isTime = fieldOf(profile.target, field)?.type === "time" && formats.length > 0;
  const made = isTime ? { column, field, formats: [...formats] } : { column, field };
  const columns = field === "" ? rest : [...rest, made];
  const kept = profile.identify.filter((name) => columns.some((mapped) => mapped.field === name));
  const identify = kept.length > 0 ? kept : keyAmong(profile.target, columns);
  const ignore = (profile.ignore ?? []).filter((name) => field === "" || name !== column);
  return { ...profile, columns, identify, ignore };
}

const keys = ["number", "code", "name", "title", "figure", "service", "from"];

function keyAmong(target: Target, columns: readonly ProfileColumn[]): string[] {
  const found = keys.find((key) => columns.some(({ field }) => field === key));
  return [found ?? Object.keys(fields[target])[0] ?? "name"];
}

/** A profile to begin with where the file alone gives none. */
export function startingProfile({ profile, draft, target, columns }: ProposalView): Profile {
  const known = profile ?? draft;
  if (known !== null) return known;
  const mapped = columns.flatMap(({ column, field }) => (field === null ? [] : [{ column, field }]));
  return {
    format: 1,
    key: "proposed",
    name: { sv: "Förslag", en: "Proposal" },
    target,
    rows: { kind: "records" },
    identify: keyAmong(target, mapped),
    nulls: [],
    time: { zone: "Europe/Stockholm", formats: [] },
    columns: mapped,
    unknown: "keep",
  };
}

/** A value of the file that stands for one of the field's own; empty: for no value. */
export function assignValue(
  profile: Profile,
  column: string,
  value: string,
  to: string | number | null,
): Profile {
  return changeColumn(profile, column, (mapped) => ({
    ...mapped,
    values: { ...mapped.values, [value]: to },
  }));
}

/** These forms of the column, and no others of it, are read in this order of day and month. */
export function orderDays(
  profile: Profile,
  column: string,
  patterns: readonly string[],
  order: DayOrder,
): Profile {
  const asked = new Set(patterns.flatMap((pattern) => orders.map((one) => readAs(pattern, one))));
  return changeColumn(profile, column, (mapped) => ({
    ...mapped,
    formats: (mapped.formats ?? profile.time.formats).map((pattern) =>
      asked.has(pattern) ? readAs(pattern, order) : pattern,
    ),
  }));
}

const orders: readonly DayOrder[] = ["day-first", "month-first"];

/** Whether these forms are read in this order as the profile stands. */
export function isOrdered(
  profile: Profile,
  column: string,
  patterns: readonly string[],
  order: DayOrder,
): boolean {
  const formats = columnOf(profile, column)?.formats ?? profile.time.formats;
  return patterns.every((pattern) => formats.includes(readAs(pattern, order)));
}

/** A form of date that is read, or not: then its rows are rejected. */
export function takeForm(profile: Profile, column: string, pattern: string, taken: boolean): Profile {
  return changeColumn(profile, column, (mapped) => {
    const rest = (mapped.formats ?? profile.time.formats).filter((format) => format !== pattern);
    return { ...mapped, formats: taken ? [...rest, pattern] : rest };
  });
}

export function yearOfWeeks(profile: Profile, column: string, year: number | undefined): Profile {
  return changeColumn(profile, column, ({ year: _before, ...mapped }) =>
    year === undefined ? mapped : { ...mapped, year },
  );
}

/** What becomes of a row whose value cannot be read. */
export function whenUnread(profile: Profile, column: string, otherwise: "reject" | "note"): Profile {
  return changeColumn(profile, column, (mapped) => ({ ...mapped, otherwise }));
}

export function nullWord(profile: Profile, word: string, isNull: boolean): Profile {
  const rest = profile.nulls.filter((one) => one !== word);
  return { ...profile, nulls: isNull ? [...rest, word] : rest };
}

/** Left out of the record altogether, or kept beside it as text. */
export function leaveOut(profile: Profile, column: string, left: boolean): Profile {
  const ignore = (profile.ignore ?? []).filter((name) => name !== column);
  return { ...assignField(profile, column, ""), ignore: left ? [...ignore, column] : ignore };
}

export function columnOf(profile: Profile, column: string): ProfileColumn | undefined {
  return profile.columns.find((mapped) => nameOf(mapped).includes(column));
}

/** The column of the file that becomes this field. */
export function columnFor(profile: Profile, field: string): string {
  return [profile.columns.find((mapped) => mapped.field === field)?.column ?? ""].flat()[0] ?? "";
}

function changeColumn(
  profile: Profile,
  column: string,
  change: (mapped: ProfileColumn) => ProfileColumn,
): Profile {
  return {
    ...profile,
    columns: profile.columns.map((mapped) => (nameOf(mapped).includes(column) ? change(mapped) : mapped)),
  };
}
