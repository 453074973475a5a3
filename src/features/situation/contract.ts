import { z } from "zod";

export const situationView = z.object({
  open: z
    .array(
      z.object({
        priority: z
          .number()
          .int()
          .nullable()
          .meta({ description: "1 is the highest; null where none is set." }),
        count: z.number().int().meta({ description: "Open incidents of it.", example: 4 }),
        major: z.number().int().meta({ description: "Major incidents among them.", example: 1 }),
      }),
    )
    .meta({ description: "Open incidents by priority, the highest first." }),
  known: z
    .object({ services: z.boolean(), incidents: z.boolean() })
    .meta({ description: "Whether there are any services and incidents at all: what to do first." }),
});
export type SituationView = z.output<typeof situationView>;
