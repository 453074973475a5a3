import { z } from "zod";
import {
  idSchema,
  lineSchema,
  listInput,
  listOutput,
  versionOut,
  versionSchema,
} from "../../../shared/lists.ts";
import { searchText } from "./services.ts";

export const activityView = z.object({
  id: idSchema,
  unitId: idSchema,
  unitName: z.string(),
  name: z.string().meta({ example: "Hemtjänst, planering av besök" }),
  services: z.array(z.object({ id: idSchema, name: z.string() })).meta({ description: "What it needs." }),
  version: versionOut,
});
export type ActivityView = z.output<typeof activityView>;
export const listActivitiesInput = z.object({
  ...listInput.shape,
  q: searchText,
  unitId: idSchema.optional().meta({ description: "Only activities of this unit and of those under it." }),
  serviceId: idSchema.optional().meta({ description: "Only activities that need this service." }),
});
export const activityList = listOutput(activityView);
const serviceIds = z.array(idSchema).max(500).meta({ description: "The services it needs; the whole list." });
export const addActivityInput = z.object({
  unitId: idSchema,
  name: lineSchema().meta({ example: "Hemtjänst, planering av besök" }),
  serviceIds: serviceIds.default([]),
});
export const editActivityInput = z.object({
  activityId: idSchema,
  version: versionSchema,
  name: lineSchema().optional(),
  serviceIds: serviceIds.optional(),
});
export const activityIdInput = z.object({ activityId: idSchema });
export const removeActivityInput = z.object({ activityId: idSchema, version: versionSchema });
