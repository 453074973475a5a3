import { z } from "zod";
import { reasonSchema, versionOut, versionSchema } from "../../../shared/lists.ts";
import { impactSchema, prioritySchema, urgencySchema } from "./words.ts";

const cell = z.object({ impact: impactSchema, urgency: urgencySchema, priority: prioritySchema });
const promise = z.object({
  priority: prioritySchema,
  restoreMinutes: z
    .number()
    .int()
    .min(1)
    .max(525_600)
    .nullable()
    .meta({ description: "Promised minutes to restore where nothing else promises.", example: 240 }),
});

export const priorityMatrixView = z.object({
  cells: z.array(cell).length(9),
  promises: z.array(promise).length(5),
  version: versionOut,
});
export type PriorityMatrix = z.output<typeof priorityMatrixView>;

export const editPriorityMatrixInput = z.object({
  version: versionSchema,
  cells: z.array(cell).length(9).meta({ description: "Every impact with every urgency, once." }),
  promises: z.array(promise).length(5).meta({ description: "Every priority, once." }),
  reason: reasonSchema,
});
