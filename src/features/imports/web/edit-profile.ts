import { fields, type Profile, type ProfileColumn, type ProposalView, type Target } from "../contract.ts";

const nameOf = ({ column }: ProfileColumn) => (typeof column === "string" ? [column] : column);

/** Which field a column becomes in this profile. */
export function fieldOfColumn(profile: Profile, column: string): string {
  return profile.columns.find((mapped) => nameOf(mapped).includes(column))?.field ?? "";
}

/** The column becomes this field; whatever became it before becomes nothing. */
export function assignField(profile: Profile, column: string, field: string): Profile {
  const rest = profile.columns.filter((mapped) => !nameOf(mapped).includes(column) && mapped.field !== field);
  const columns = field === "" ? rest : [...rest, { column, field }];
  const kept = profile.identify.filter((name) => columns.some((mapped) => mapped.field === name));
  const identify = kept.length > 0 ? kept : keyAmong(profile.target, columns);
  return { ...profile, columns, identify };
}

const keys = ["number", "code", "name", "title", "figure", "service", "from"];

function keyAmong(target: Target, columns: readonly ProfileColumn[]): string[] {
  const found = keys.find((key) => columns.some(({ field }) => field === key));
  return [found ?? Object.keys(fields[target])[0] ?? "name"];
}

/** A profile to begin with where the file alone gives none. */
export function startingProfile({ profile, target, columns }: ProposalView): Profile {
  if (profile !== null) return profile;
  const mapped = columns.flatMap(({ column, field }) => (field === null ? [] : [{ column, field }]));
  return {
    format: 1,
    key: "proposed",
    name: { sv: "Förslag", en: "Proposal" },
    target,
    rows: { kind: "records" },
    identify: keyAmong(target, mapped),
    nulls: [],
    time: {
      zone: "Europe/Stockholm",
      formats: ["yyyy-M-d H:mm", "yyyy-M-d H:mm:ss", "yyyy-M-d'T'H:mm:ssXXX", "yyyy-M-d"],
    },
    columns: mapped,
    unknown: "keep",
  };
}

/** A value of the file that stands for one of the field's own; empty: for no value. */
export function assignValue(profile: Profile, column: string, value: string, to: string | null): Profile {
  return changeColumn(profile, column, (mapped) => ({
    ...mapped,
    values: { ...mapped.values, [value]: to },
  }));
}

/** Puts day before month, or month before day, in every format of the column. */
export function orderDays(profile: Profile, column: string, order: "day" | "month"): Profile {
  const wanted = order === "day" ? /(M{1,2})([^a-zA-Z]+)(d{1,2})/g : /(d{1,2})([^a-zA-Z]+)(M{1,2})/g;
  return changeColumn(profile, column, (mapped) => ({
    ...mapped,
    formats: (mapped.formats ?? profile.time.formats).map((format) => format.replace(wanted, "$3$2$1")),
  }));
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
