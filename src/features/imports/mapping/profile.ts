import { z } from "zod";
import { isDatePattern } from "../read/dates/pattern.ts";
import { targets } from "./fields.ts";

/** A mapping profile is data: made in the web interface, saved, shipped as JSON, applied by `compileMapping`. */
const columnName = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).meta({
  description: "The name of a column, or several names of which the first that the file has is taken.",
  example: ["opened_at", "Opened"],
});

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("sv", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

// Asked here, where a profile comes in: what reads the rows relies on it.
const zone = z.string().min(1).refine(isZone).meta({
  description: "A time zone by its name.",
  example: "Europe/Stockholm",
});
const dateFormat = z.string().min(1).refine(isDatePattern).meta({
  description: "A date format, in the pattern letters of Unicode.",
  example: "yyyy-MM-dd HH:mm",
});

const valueOut = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const profileColumn = z.strictObject({
  column: columnName,
  field: z.string().min(1).meta({ description: "The field of the record.", example: "detected" }),
  optional: z.boolean().optional().meta({ description: "The file may lack the column." }),
  parse: z
    .enum(["plain", "leading-number", "trailing-number"])
    .optional()
    .meta({ description: "`leading-number` reads `2 - Medium` as 2.", example: "leading-number" }),
  values: z
    .record(z.string(), valueOut)
    .optional()
    .meta({
      description: "Value in the file → value of the field; null means no value.",
      example: { Ny: "new" },
    }),
  otherwise: z.enum(["reject", "note", "null"]).optional().meta({
    description:
      "What to do with a value that cannot be read: reject the row (default), take the row without it and say so, or take it for no value.",
  }),
  formats: z
    .array(dateFormat)
    .optional()
    .meta({ description: "Date formats of this column, instead of the profile’s." }),
  year: z
    .number()
    .int()
    .min(1900)
    .max(2200)
    .optional()
    .meta({ description: "The year of weeks that are written without one.", example: 2017 }),
  separator: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "What separates the values of a list.", example: "," }),
});

export const profileSchema = z.strictObject({
  format: z.literal(1),
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  name: z.strictObject({ sv: z.string().min(1), en: z.string().min(1) }),
  target: z.enum(targets),
  rows: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("records") }),
    z.strictObject({
      kind: z.literal("events"),
      order: z.strictObject({ column: columnName, as: z.enum(["number", "time", "text"]) }),
    }),
  ]),
  identify: z
    .array(z.string().min(1))
    .min(1)
    .meta({ description: "The fields that together tell one record from another.", example: ["number"] }),
  nulls: z
    .array(z.string())
    .meta({ description: "Words that mean no value; an empty cell always does.", example: ["?", "-"] }),
  time: z.strictObject({
    zone,
    formats: z.array(dateFormat),
  }),
  columns: z.array(profileColumn).min(1),
  constants: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  unknown: z
    .enum(["keep", "drop"])
    .meta({ description: "Columns without a field: kept as text beside the record, or left out." }),
  ignore: z
    .array(z.string())
    .optional()
    .meta({ description: "Columns never kept, as those that name people." }),
});

export type Profile = z.output<typeof profileSchema>;
export type ProfileColumn = z.output<typeof profileColumn>;

/** The column that a file of rejected rows begins with; never a value of the record. */
export const reasonColumn = "beredd: orsak / reason";
