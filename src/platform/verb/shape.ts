import type { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import { sayFault } from "../../shared/faults.ts";

/** Parses what came from outside; every fault is named with its place. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new AppError("input.invalid", {
    faults: parsed.error.issues.map((issue) => ({ path: issue.path.join("."), ...sayFault(issue) })),
  });
}

/**
 * Encodes what leaves through its shape: a column too many stays in. A value that does not fit is our fault,
 * never the caller's, so it is no AppError.
 */
export function encode<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const encoded = schema.safeParse(value);
  if (encoded.success) return encoded.data;
  throw new Error(`An answer does not fit its shape: ${encoded.error.message}`);
}
