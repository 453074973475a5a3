import { z } from "zod";
import { idSchema } from "../../../shared/lists.ts";
import { instantSchema } from "../../../shared/time.ts";
import { named } from "./incident.ts";
import { effectSchema, incidentState } from "./words.ts";

export const proposeInput = z.object({
  what: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .meta({ description: "What is wrong, as it is said.", example: "Citrix nere" }),
  since: instantSchema.optional(),
});

/** Everything but what and since when, proposed. Nothing is stored. */
export const proposalView = z.object({
  unit: named.nullable(),
  services: z.array(named),
  systems: z.array(named),
  effect: effectSchema.nullable(),
  impact: z.number().int().nullable(),
  urgency: z.number().int().nullable(),
  priority: z.number().int().nullable(),
  similar: z
    .array(
      z.object({
        id: idSchema,
        number: z.string(),
        title: z.string(),
        state: incidentState,
        openedAt: z.string(),
        why: z.enum(["same-service", "same-system", "same-words"]),
      }),
    )
    .meta({ description: "Open incidents that may be the same." }),
});
export type Proposal = z.output<typeof proposalView>;
