import { z } from "zod";

/** Rows that a page number reaches; beyond them a cursor. */
export const PAGE_REACH = 10_000;

/** The parameters of every list: `limit` with `page`, or with the cursor of the page before. */
export const listInput = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(20)
    .meta({ description: "Rows a page.", example: 20 }),
  page: z.coerce
    .number()
    .int()
    .min(1)
    .default(1)
    .meta({ description: "The page, from 1; reaches the first 10 000 rows.", example: 1 }),
  cursor: z
    .string()
    .max(500)
    .optional()
    .meta({ description: "The cursor of the page before; then `page` is not used." }),
});

/** How many there are: exact to 10 000, then "more than". */
export const totalOut = z.object({
  count: z.number().int().meta({ description: "Rows that match, at most 10 000.", example: 412 }),
  more: z.boolean().meta({ description: "Whether there are more than `count`.", example: false }),
});

export function listOutput<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item).meta({ description: "The rows of this page." }),
    total: totalOut.meta({ description: "How many rows match in all." }),
    nextCursor: z
      .string()
      .nullable()
      .meta({ description: "Give it as `cursor` for the next page; null at the end.", example: null }),
  });
}

/** Query parameters come as text: one value or several of the same name. */
export function severalOf<Item extends z.ZodType>(item: Item) {
  return z
    .preprocess(
      (value) => (value === undefined || Array.isArray(value) ? value : [value]),
      z.array(item).max(100),
    )
    .optional();
}

export const idSchema = z
  .uuid()
  .meta({ description: "An opaque id.", example: "019309a5-7c00-7000-8000-000000000001" });
export const versionSchema = z.coerce.number().int().min(1).meta({
  description: "The version that the edit was made on; over HTTP `If-Match` may carry it.",
  example: 1,
});
export const versionOut = z.number().int().meta({ description: "Grows with each edit.", example: 1 });
/** One line of text, trimmed. */
export const lineSchema = (max = 200) => z.string().trim().min(1).max(max);
/** Free text, trimmed, may be empty. */
export const textSchema = (max = 20_000) => z.string().trim().max(max);
/** Why something was done: required where a person goes against what was derived. */
export const reasonSchema = z
  .string()
  .trim()
  .min(3)
  .max(2_000)
  .meta({ description: "Why.", example: "Stated by the supplier." });
