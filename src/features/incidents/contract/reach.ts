import { z } from "zod";
import { idSchema } from "../../../shared/lists.ts";
import { incidentState, serviceStatuses } from "./words.ts";

const effect = z.enum(["fallen", "degraded"]);
const origin = z
  .enum(["derived", "widened"])
  .meta({ description: "From the catalogue, or added by a person.", example: "derived" });
const target = z.object({
  id: idSchema,
  name: z.string(),
  effect: effect.nullable(),
  origin,
  reason: z.string().nullable(),
});
const part = z.object({
  count: z.number().int().meta({ description: "All that are hit, also those not listed." }),
  items: z.array(target),
  narrowed: z
    .array(z.object({ id: idSchema, name: z.string(), reason: z.string() }))
    .meta({ description: "What the catalogue derives and a person took away." }),
});

/** Who is hit: derived from the catalogue, widened and narrowed by people. */
export const reachOfIncident = z.object({
  services: part,
  units: part,
  sites: part,
  activities: z.object({
    count: z.number().int(),
    items: z.array(z.object({ id: idSchema, name: z.string() })),
  }),
  people: z.number().int().nullable().meta({ description: "Null where no unit or site states a number." }),
});
export type ReachOfIncident = z.output<typeof reachOfIncident>;

export const serviceStatusRow = z.object({
  serviceId: idSchema,
  serviceName: z.string(),
  areaId: idSchema.nullable(),
  areaName: z.string().nullable(),
  vital: z.boolean(),
  status: z.enum(serviceStatuses).meta({ description: "Derived, never set." }),
  incidents: z
    .array(
      z.object({
        id: idSchema,
        number: z.string(),
        title: z.string(),
        state: incidentState,
        since: z.string(),
      }),
    )
    .meta({ description: "Open incidents that name the service and that the reader may see." }),
  plannedOutages: z.array(
    z.object({
      id: idSchema,
      number: z.string(),
      title: z.string(),
      startsAt: z.string(),
      endsAt: z.string(),
    }),
  ),
});
export type ServiceStatusRow = z.output<typeof serviceStatusRow>;
export const serviceStatusList = z.object({ items: z.array(serviceStatusRow) });
