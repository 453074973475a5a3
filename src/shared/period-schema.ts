import { z } from "zod";
import { parsePeriod } from "./period-parser.ts";

/** A period as people write it, in an input; apart from the parser so that pages without forms need no zod. */
export const periodSchema = z
  .string()
  .trim()
  .min(1)
  .transform((text, context) => {
    const parsed = parsePeriod(text);
    if (parsed.ok) return parsed.period;
    context.addIssue({ code: "custom", params: { ...parsed.said }, input: text });
    return z.NEVER;
  })
  .meta({
    description:
      "A period: 2023-Q1, 2301-2305, 2023-04, 2017-W10, 2023, 2023-01-01--2023-03-31, or the same in words.",
    example: "2023-Q1",
  });

export const periodOut = z.object({
  code: z.string().meta({ description: "The period's short form.", example: "2023-Q1" }),
  from: z.iso.date().meta({ description: "The first day.", example: "2023-01-01" }),
  until: z.iso.date().meta({ description: "The first day after it.", example: "2023-04-01" }),
});
