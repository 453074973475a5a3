import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDatePattern } from "../read/dates/pattern.ts";
import { ImportFault } from "../reasons.ts";
import { explain } from "../say.ts";
import { oneSentence } from "../test/outcome.ts";
import { compileMapping } from "./apply.ts";
import { fields, targets } from "./fields.ts";
import { profileSchema, type Profile } from "./profile.ts";

/** What is wrong: nothing, where each row is taken, or rejected with reasons that can be said. */
function faultOf(
  profile: Profile,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string | null {
  try {
    const { map } = compileMapping(profile, header);
    for (const row of rows) {
      const result = map(row);
      const reasons = result.ok ? result.notes : result.reasons;
      if (!result.ok && reasons.length === 0) return "a row is rejected without a reason";
      const mute = reasons.find((one) => explain("sv", one) === one.code);
      if (mute !== undefined) return `${mute.code} has no sentence`;
    }
    return null;
  } catch (error) {
    if (!(error instanceof ImportFault)) return String(error);
    oneSentence(error);
    return null;
  }
}

const columnNames = ["Nummer", "Rubrik", "Öppnad", "nummer ", "", "__proto__", "constructor", "a,b"];
const fieldNames = [...new Set(Object.values(fields).flatMap((all) => Object.keys(all)))];
const word = fc.oneof(
  fc.constantFrom(...columnNames.filter((name) => name !== "")),
  fc.string({ minLength: 1, maxLength: 12 }),
);
const pieces = fc.constantFrom(
  "yyyy",
  "MM",
  "d",
  "HH",
  "mm",
  "a",
  "-",
  " ",
  ":",
  "'x'",
  "BB",
  "''",
  "SSSSSSSSS",
);
const dateFormats = fc
  .oneof(
    fc.constantFrom("yyyy-MM-dd HH:mm", "d/M/yyyy", "YYYY-'W'ww", "epoch-s"),
    fc.array(pieces, { minLength: 1 }).map((all) => all.join("")),
  )
  .filter(isDatePattern);
const profiles: fc.Arbitrary<Profile> = fc
  .record({
    format: fc.constant(1),
    key: fc.constant("fuzz"),
    name: fc.constant({ sv: "x", en: "x" }),
    target: fc.constantFrom(...targets),
    rows: fc.oneof(
      fc.constant({ kind: "records" }),
      fc.record({
        kind: fc.constant("events"),
        order: fc.record({ column: word, as: fc.constantFrom("number", "time", "text") }),
      }),
    ),
    identify: fc.array(fc.oneof(fc.constantFrom(...fieldNames), word), { minLength: 1, maxLength: 3 }),
    nulls: fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
    time: fc.record({
      zone: fc.constantFrom("Europe/Stockholm", "UTC", "America/St_Johns"),
      formats: fc.array(dateFormats, { maxLength: 3 }),
    }),
    columns: fc.array(
      fc.record(
        {
          column: fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 2 })),
          field: fc.oneof(
            { weight: 5, arbitrary: fc.constantFrom(...fieldNames) },
            { weight: 1, arbitrary: word },
          ),
          optional: fc.boolean(),
          parse: fc.constantFrom("plain", "leading-number", "trailing-number"),
          values: fc.dictionary(
            fc.string({ maxLength: 6 }),
            fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
            { maxKeys: 3 },
          ),
          otherwise: fc.constantFrom("reject", "note", "null"),
          formats: fc.array(dateFormats, { maxLength: 2 }),
          separator: fc.constantFrom(",", ";", "\\", "(", "[", "*", ".*"),
        },
        { requiredKeys: ["column", "field"] },
      ),
      { minLength: 1, maxLength: 5 },
    ),
    unknown: fc.constantFrom("keep", "drop"),
    constants: fc.dictionary(
      fc.oneof(fc.constantFrom(...fieldNames), word),
      fc.oneof(fc.string(), fc.integer(), fc.boolean()),
      { maxKeys: 2 },
    ),
  })
  .map((value) => profileSchema.parse(value));
const cells = fc.array(
  fc.oneof(
    fc.constantFrom("1", "2023-04-12 12:05", "31/02/2023", "ja", "", "1e999", "Ny"),
    fc.string({ unit: "binary", maxLength: 20 }),
  ),
  { maxLength: 10 },
);

describe("a mapping profile of any content that its shape takes", () => {
  test("is compiled or refused in one sentence, and then takes or rejects every row with reasons", () => {
    fc.assert(
      fc.property(
        profiles,
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.array(cells, { maxLength: 5 }),
        (profile, header, rows) => {
          expect(faultOf(profile, header, rows)).toBeNull();
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    [{ zone: "Mars/Olympus", formats: [] }, "zone"],
    [{ zone: "Europe/Stockholm", formats: ["qq"] }, "formats"],
  ])("and one that names no zone, or no date format, is not of its shape", (time, at) => {
    const [sample] = fc.sample(profiles, 1);
    const refused = profileSchema.safeParse({ ...sample, time });
    expect(refused.error?.issues.map((issue) => issue.path[1])).toEqual([at]);
  });
});
