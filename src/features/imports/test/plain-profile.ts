import type { Profile, ProfileColumn } from "../mapping/profile.ts";

/** A profile of incidents by number, with the columns that a test asks for beside the three that all have. */
export function plainProfile(more: readonly ProfileColumn[] = []): Profile {
  return {
    format: 1,
    key: "plain",
    name: { sv: "Prov", en: "Test" },
    target: "incidents",
    rows: { kind: "records" },
    identify: ["number"],
    nulls: [],
    time: { zone: "Europe/Stockholm", formats: ["yyyy-MM-dd HH:mm"] },
    columns: [
      { column: "Nummer", field: "number" },
      { column: "Rubrik", field: "title" },
      { column: "Anmäld", field: "detected" },
      ...more,
    ],
    unknown: "drop",
  };
}
