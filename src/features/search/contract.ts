import { z } from "zod";
import { idSchema, lineSchema, totalOut } from "../../shared/lists.ts";
import { instantOut } from "../../shared/time.ts";

/** What can be found, in the order in which it is shown. */
export const foundTypes = [
  "incident",
  "planned-outage",
  "service",
  "system",
  "supplier",
  "unit",
  "site",
  "deviation",
  "action",
  "report",
  "breach",
] as const;
export type FoundType = (typeof foundTypes)[number];
const foundType = z.enum(foundTypes).meta({ description: "What was found.", example: "incident" });

export const findInput = z.object({
  q: lineSchema().meta({
    description: "Words, part of a name, or a number such as INC-2023-0412.",
    example: "skrivare",
  }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(20)
    .default(5)
    .meta({ description: "Hits of each type.", example: 5 }),
});

export const hit = z.object({
  id: idSchema,
  number: z
    .string()
    .nullable()
    .meta({ description: "The number that people use.", example: "INC-2023-0412" }),
  name: z.string().meta({ description: "Its name or title.", example: "Skrivarna svarar inte" }),
  about: z
    .string()
    .nullable()
    .meta({ description: "Where it belongs: its unit, its area.", example: "Utbildningsförvaltningen" }),
  passage: z
    .object({ before: z.string(), word: z.string(), after: z.string() })
    .nullable()
    .meta({
      description: "Where in its texts a word that was searched for stands; null when its name tells.",
      example: { before: "Efter ", word: "strömavbrottet", after: " i natt." },
    }),
  at: instantOut.nullable().meta({ description: "When it began or was found." }),
  open: z
    .boolean()
    .nullable()
    .meta({ description: "Whether it still goes on; null for what has no end.", example: true }),
});
export type Hit = z.output<typeof hit>;

export const found = z.object({
  record: z
    .object({ type: foundType, id: idSchema })
    .nullable()
    .meta({ description: "The record whose number was asked for." }),
  groups: z
    .array(
      z.object({
        type: foundType,
        items: z.array(hit).meta({ description: "The best hits." }),
        total: totalOut.meta({ description: "How many its own list shows for the same words." }),
      }),
    )
    .meta({ description: "One for each type of which something was found and may be seen." }),
});
export type Found = z.output<typeof found>;
export type FoundGroup = Found["groups"][number];
