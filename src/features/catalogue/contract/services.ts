import { z } from "zod";
import {
  idSchema,
  lineSchema,
  listInput,
  listOutput,
  severalOf,
  textSchema,
  versionOut,
  versionSchema,
} from "../../../shared/lists.ts";
import { instantOut } from "../../../shared/time.ts";

export const serviceKinds = ["base", "optional", "neither"] as const;
export const serviceKind = z.enum(serviceKinds).meta({
  description: "base = bastjänst, optional = tilläggstjänst; neither where the two are not told apart.",
  example: "base",
});
export const promisedMinutes = z
  .number()
  .int()
  .min(1)
  .max(1_000_000)
  .nullable()
  .meta({ description: "Longest promised time to restore, in minutes.", example: 240 });
export const flagInput = z
  .preprocess((value) => (value === "true" ? true : value === "false" ? false : value), z.boolean())
  .optional();
export const searchText = z.string().max(200).optional().meta({ description: "Part of the name." });

export const serviceView = z.object({
  id: idSchema,
  name: z.string().meta({ example: "E-post" }),
  kind: serviceKind,
  areaId: idSchema.nullable(),
  areaName: z.string().nullable().meta({ example: "HR" }),
  unitId: idSchema,
  unitName: z.string().meta({ description: "The unit that answers for it.", example: "IT-avdelningen" }),
  description: z.string(),
  promisedRestoreMinutes: z.number().int().nullable(),
  vital: z.boolean().meta({ description: "Whether the organisation cannot do without it." }),
  retiredAt: instantOut.nullable(),
  version: versionOut,
});
export type ServiceView = z.output<typeof serviceView>;

export const listServicesInput = z.object({
  ...listInput.shape,
  q: searchText,
  areaId: idSchema.optional().meta({ description: "Only services of this area." }),
  kind: severalOf(serviceKind).meta({ description: "Only services of these kinds." }),
  retired: flagInput.meta({ description: "Only retired ones, or only those in use." }),
});
export const serviceList = listOutput(serviceView);

const serviceFields = {
  name: lineSchema().meta({ example: "E-post" }),
  kind: serviceKind,
  areaId: idSchema.nullable().meta({ description: "The service area it belongs to." }),
  unitId: idSchema.meta({ description: "The unit that answers for it." }),
  description: textSchema(),
  promisedRestoreMinutes: promisedMinutes,
  vital: z.boolean().meta({ description: "Whether the organisation cannot do without it." }),
};
export const addServiceInput = z.object({
  ...serviceFields,
  kind: serviceKind.default("neither"),
  areaId: serviceFields.areaId.default(null),
  description: serviceFields.description.default(""),
  promisedRestoreMinutes: promisedMinutes.default(null),
  vital: serviceFields.vital.default(false),
});
export const retiredField = z
  .boolean()
  .meta({ description: "Retires it, or takes it into use again. A retired one stays in old records." });
export const editServiceInput = z.object({
  serviceId: idSchema,
  version: versionSchema,
  ...z.object(serviceFields).partial().shape,
  retired: retiredField.optional(),
});
export const serviceIdInput = z.object({ serviceId: idSchema });
export const removeServiceInput = z.object({ serviceId: idSchema, version: versionSchema });

export const areaView = z.object({
  id: idSchema,
  name: z.string().meta({ example: "HR" }),
  position: z.number().int().meta({ description: "Its place among the areas.", example: 1 }),
  serviceCount: z.number().int().meta({ description: "Services of it that you see, retired ones left out." }),
  version: versionOut,
});
export type AreaView = z.output<typeof areaView>;
export const listAreasInput = z.object({ ...listInput.shape, q: searchText });
export const areaList = listOutput(areaView);
const position = z.number().int().min(0).max(10_000).meta({ description: "Its place among the areas." });
export const addAreaInput = z.object({
  name: lineSchema().meta({ example: "HR" }),
  position: position.default(0),
});
export const editAreaInput = z.object({
  areaId: idSchema,
  version: versionSchema,
  name: lineSchema().meta({ example: "HR" }).optional(),
  position: position.optional(),
});
export const areaIdInput = z.object({ areaId: idSchema });
export const removeAreaInput = z.object({ areaId: idSchema, version: versionSchema });
