import { setTimeout as delay } from "node:timers/promises";
import type { Kysely, Transaction } from "kysely";
import pg from "pg";
import { AppError } from "../../shared/errors.ts";
import type { DB } from "./tables.ts";

export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;

const TRIES = 5;
const AGAIN = new Set(["40001", "40P01"]);
const UNAVAILABLE = /^(08|57P0)/;
const UNREACHABLE = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT"]);

/** Runs `work` in a transaction; a serialisation failure or a deadlock is tried again, with a growing pause. */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt < TRIES && error instanceof pg.DatabaseError && AGAIN.has(error.code ?? "")) {
        await delay(attempt * 10 * (0.5 + Math.random()));
        continue;
      }
      throw explainDatabaseError(error);
    }
  }
}

/** What PostgreSQL says, as an error that the caller can do something about, where there is one. */
export function explainDatabaseError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "23505")
    return new AppError("record.exists", { params: { field: constraintField(error) }, cause: error });
  if (code === "23503") return new AppError("record.in-use", { cause: error });
  // A NUL character in a text: PostgreSQL keeps none.
  if (code === "22021" || code === "22P05") {
    return new AppError("input.invalid", {
      faults: [
        {
          path: "",
          sv: "Texten innehåller ett otillåtet tecken (U+0000).",
          en: "The text contains a character that is not allowed (U+0000).",
        },
      ],
      cause: error,
    });
  }
  if (code === "53100" || code === "ENOSPC") return new AppError("storage.full", { cause: error });
  if (
    UNAVAILABLE.test(code) ||
    UNREACHABLE.has(code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  ) {
    return new AppError("database.unavailable", { cause: error });
  }
  return error;
}

/** The field of a broken unique constraint, from the detail `Key (name)=(…) already exists`; never its value. */
function constraintField(error: Error): string {
  const detail = "detail" in error && typeof error.detail === "string" ? error.detail : "";
  return /^Key \((?:lower\()?([a-z_, ]+)\)?/.exec(detail)?.[1] ?? "id";
}
