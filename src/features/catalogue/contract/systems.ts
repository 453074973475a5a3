import { z } from "zod";
import {
  idSchema,
  lineSchema,
  listInput,
  listOutput,
  textSchema,
  versionOut,
  versionSchema,
} from "../../../shared/lists.ts";
import { dateSchema, instantOut } from "../../../shared/time.ts";
import { flagInput, retiredField, searchText } from "./services.ts";

export const supplierRoles = ["supplier", "subcontractor", "maker"] as const;
export const supplierRole = z.enum(supplierRoles).meta({
  description: "As what the supplier takes part: supplier, its subcontractor, or the maker of the system.",
  example: "supplier",
});

const period = {
  validFrom: dateSchema.nullable().meta({ description: "First day; null when it is not known." }),
  validTo: dateSchema.nullable().meta({ description: "Last day; null while it goes on." }),
};

export const systemView = z.object({
  id: idSchema,
  name: z.string().meta({ example: "Personec P" }),
  unitId: idSchema,
  unitName: z.string().meta({ description: "The unit that owns it." }),
  maker: z.string(),
  description: z.string(),
  retiredAt: instantOut.nullable(),
  suppliers: z
    .array(z.object({ supplierId: idSchema, supplierName: z.string(), role: supplierRole, ...period }))
    .meta({ description: "Who delivers it, and when; the newest period first." }),
  agreements: z.array(z.object({ id: idSchema, name: z.string(), supplierName: z.string() })),
  version: versionOut,
});
export type SystemView = z.output<typeof systemView>;

export const listSystemsInput = z.object({
  ...listInput.shape,
  q: searchText,
  supplierId: idSchema.optional().meta({ description: "Only systems that this supplier has a part in." }),
  retired: flagInput.meta({ description: "Only retired ones, or only those in use." }),
});
export const systemList = listOutput(systemView);

export const suppliedBy = z
  .object({
    supplierId: idSchema,
    role: supplierRole.default("supplier"),
    validFrom: period.validFrom.default(null),
    validTo: period.validTo.default(null),
  })
  .refine((row) => row.validFrom === null || row.validTo === null || row.validFrom <= row.validTo, {
    path: ["validTo"],
    params: { sv: "Slutar före den börjar.", en: "Ends before it begins." },
  });
const systemFields = {
  name: lineSchema().meta({ example: "Personec P" }),
  unitId: idSchema.meta({ description: "The unit that owns it." }),
  maker: textSchema(200).meta({ description: "Who makes it.", example: "Visma" }),
  description: textSchema(),
  suppliers: z
    .array(suppliedBy)
    .max(100)
    .meta({ description: "Who delivers it over which period; the whole list." }),
};
export const addSystemInput = z.object({
  ...systemFields,
  maker: systemFields.maker.default(""),
  description: systemFields.description.default(""),
  suppliers: systemFields.suppliers.default([]),
});
export const editSystemInput = z.object({
  systemId: idSchema,
  version: versionSchema,
  ...z.object(systemFields).partial().shape,
  retired: retiredField.optional(),
});
export const systemIdInput = z.object({ systemId: idSchema });
export const removeSystemInput = z.object({ systemId: idSchema, version: versionSchema });

export const siteSystemsView = z.object({
  siteId: idSchema,
  systems: z.array(z.object({ id: idSchema, name: z.string() })),
});
export const siteSystemsInput = z.object({ siteId: idSchema });
export const setSiteSystemsInput = z.object({
  siteId: idSchema,
  systemIds: z
    .array(idSchema)
    .max(100)
    .meta({ description: "Systems that the site itself leans on: an address service, a local switch." }),
});
