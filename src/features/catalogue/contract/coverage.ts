import { z } from "zod";
import { idSchema, lineSchema, reasonSchema, versionOut } from "../../../shared/lists.ts";
import { dateSchema } from "../../../shared/time.ts";

const figure = lineSchema(60).meta({ description: "The figure's key.", example: "majorIncidents" });
const fromDay = dateSchema.meta({ description: "The first day without the fact.", example: "2022-01-01" });
const toDay = dateSchema.meta({ description: "The first day with it again.", example: "2023-01-01" });

export const addCoverageGapInput = z
  .object({ figure, fromDay, toDay, reason: reasonSchema })
  .refine((gap) => gap.fromDay < gap.toDay, {
    path: ["toDay"],
    params: { sv: "Ska vara efter första dagen.", en: "Must be after the first day." },
  });
export type NewCoverageGap = z.output<typeof addCoverageGapInput>;

export const removeCoverageGapInput = z.object({ coverageGapId: idSchema });

export const coverageGapView = z.object({
  id: idSchema,
  figure,
  fromDay,
  toDay,
  reason: z
    .string()
    .meta({ description: "Why it is missing.", example: "Källan anger inga major incidents." }),
  version: versionOut,
});
export type CoverageGap = z.output<typeof coverageGapView>;
export const coverageGapList = z.object({ items: z.array(coverageGapView) });
