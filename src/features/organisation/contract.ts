import { z } from "zod";
import {
  idSchema,
  lineSchema,
  listInput,
  listOutput,
  versionOut,
  versionSchema,
} from "../../shared/lists.ts";

export const unitKinds = [
  "organisation",
  "committee",
  "administration",
  "company",
  "department",
  "other",
] as const;
export const unitKind = z
  .enum(unitKinds)
  .meta({ description: "What kind of unit it is.", example: "administration" });

const peopleCount = z
  .number()
  .int()
  .min(0)
  .max(10_000_000)
  .nullable()
  .meta({ description: "How many people belong to it.", example: 140 });
const code = lineSchema(60).nullable().meta({ description: "The organisation's own code.", example: "UBF" });

export const unitView = z.object({
  id: idSchema,
  parentId: idSchema.nullable(),
  name: z.string().meta({ example: "Utbildningsförvaltningen" }),
  kind: unitKind,
  code: z.string().nullable(),
  peopleCount: z.number().int().nullable(),
  /** Units above it, the topmost first. */
  path: z
    .array(z.string())
    .meta({ description: "Names from the topmost unit down to this one.", example: ["Exempelkommun"] }),
  version: versionOut,
});
export type UnitView = z.output<typeof unitView>;

export const listUnitsInput = z.object({
  ...listInput.shape,
  q: z.string().max(200).optional().meta({ description: "Part of the name." }),
});
export const unitList = listOutput(unitView);

export const addUnitInput = z.object({
  parentId: idSchema,
  name: lineSchema().meta({ example: "Utbildningsförvaltningen" }),
  kind: unitKind,
  code: code.default(null),
  peopleCount: peopleCount.default(null),
});

export const editUnitInput = z.object({
  unitId: idSchema,
  version: versionSchema,
  name: lineSchema().optional(),
  kind: unitKind.optional(),
  code: code.optional(),
  peopleCount: peopleCount.optional(),
  parentId: idSchema.optional().meta({ description: "Moves the unit, with all under it." }),
});

export const unitIdInput = z.object({ unitId: idSchema });
export const removeUnitInput = z.object({ unitId: idSchema, version: versionSchema });

/** What the web client needs before anybody has signed in. */
export const bootstrapView = z.object({
  organisationName: z
    .string()
    .nullable()
    .meta({ description: "Null until the first set-up.", example: "Exempelkommun" }),
  language: z.enum(["sv", "en"]).meta({ example: "sv" }),
  timeZone: z.string().meta({ example: "Europe/Stockholm" }),
  version: z.string().meta({ example: "0.1.0" }),
  exampleSignIns: z
    .array(z.object({ email: z.string(), role: z.string() }))
    .optional()
    .meta({ description: "Only where the example is loaded and the server listens on loopback." }),
});
