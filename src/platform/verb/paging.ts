import { AppError } from "../../shared/errors.ts";
import { PAGE_REACH } from "../../shared/lists.ts";

/** Rows to skip for a page number. Throws `list.too-deep` beyond what page numbers reach. */
export function offsetOf(input: { limit: number; page: number }): number {
  const offset = (input.page - 1) * input.limit;
  if (offset + input.limit > PAGE_REACH)
    throw new AppError("list.too-deep", { params: { limit: PAGE_REACH } });
  return offset;
}

/** A cursor is the sort key and id of the last row, opaque to the client. */
export function makeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** Throws `input.invalid` for a cursor that is none of ours. */
export function readCursor(cursor: string, length: number): (string | number | null)[] {
  const parsed = parseCursor(cursor);
  if (!Array.isArray(parsed) || parsed.length !== length || !parsed.every(isKeyPart)) {
    throw new AppError("input.invalid", {
      faults: [{ path: "cursor", sv: "Markören går inte att läsa.", en: "The cursor cannot be read." }],
    });
  }
  return parsed;
}

function isKeyPart(part: unknown): part is string | number | null {
  return part === null || typeof part === "string" || typeof part === "number";
}

function parseCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
