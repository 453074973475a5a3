import { setTimeout as delay } from "node:timers/promises";
import type { Kysely, Transaction } from "kysely";
import pg from "pg";
import { AppError } from "../../shared/errors.ts";
import type { DB } from "./tables.ts";

export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;

const TRIES = 5;
const AGAIN = new Set(["40001", "40P01"]);
/** Connections refused, lost or too many; a server that stops, or stands by read-only. */
const UNAVAILABLE = /^(08...|57P0.|53300|25006)$/;
/** A lock or a statement that took too long, or transactions in each other's way after every try. */
const BUSY = new Set([...AGAIN, "55P03", "57014"]);
const UNREACHABLE = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);
const LOST =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable|Query read timeout/i;

/**
 * Runs `work` in a transaction; a serialisation failure or a deadlock is tried again, with a growing pause. With
 * `snapshot` all its statements see one state of the records: what commits meanwhile does not show.
 */
export async function inTransaction<T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
  { snapshot = false }: { snapshot?: boolean } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const transaction = db.transaction();
      return await (snapshot ? transaction.setIsolationLevel("repeatable read") : transaction).execute(work);
    } catch (error) {
      if (attempt < TRIES && error instanceof pg.DatabaseError && AGAIN.has(error.code ?? "")) {
        await delay(attempt * 10 * (0.5 + Math.random()));
        continue;
      }
      throw explainDatabaseError(error);
    }
  }
}

/** Reads with many statements that must agree: they see one state of the records, and can write nothing. */
export async function inSnapshot<T>(db: Db | Tx, work: (tx: Db | Tx) => Promise<T>): Promise<T> {
  // Whoever writes has chosen already what the statements of the transaction see.
  if (db.isTransaction) return work(db);
  return db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(work);
}

/** What PostgreSQL says, as an error that the caller can do something about, where there is one. */
export function explainDatabaseError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (error instanceof pg.DatabaseError) {
    const refused = explainRefusal(error, code);
    if (refused !== null) return refused;
  }
  return explainOutage(error, code) ?? error;
}

function explainOutage(error: Error, code: string): AppError | null {
  if (code === "53100" || code === "ENOSPC") return new AppError("storage.full", { cause: error });
  if (BUSY.has(code)) return new AppError("database.busy", { cause: error });
  return UNAVAILABLE.test(code) || UNREACHABLE.has(code) || LOST.test(error.message)
    ? new AppError("database.unavailable", { cause: error })
    : null;
}

/** What the input did that the database does not take; null when it is something else. */
function explainRefusal(error: pg.DatabaseError, code: string): AppError | null {
  if (code === "23505")
    return new AppError("record.exists", { params: { field: fieldOf(error) }, cause: error });
  if (code === "23503") {
    return pointsNowhere(error)
      ? invalid(fieldOf(error), "Det som anges finns inte.", "What is named does not exist.", error)
      : new AppError("record.in-use", { cause: error });
  }
  // A NUL character in a text: PostgreSQL keeps none.
  if (code === "22021" || code === "22P05") {
    return invalid(
      "",
      "Texten innehåller ett otillåtet tecken (U+0000).",
      "The text contains a character that is not allowed (U+0000).",
      error,
    );
  }
  // A value that no column holds: a year 300 000, a number too large, a cursor that somebody made up.
  if (code.startsWith("22")) {
    return invalid("", "Ett värde går inte att ta emot.", "A value cannot be taken.", error);
  }
  return null;
}

function invalid(path: string, sv: string, en: string, cause: Error): AppError {
  return new AppError("input.invalid", { faults: [{ path, sv, en }], cause });
}

/** A foreign key broken by what is written, not by what is removed; the server may speak Swedish. */
function pointsNowhere(error: pg.DatabaseError): boolean {
  return /is not present in table|finns inte i tabellen/.test(error.detail ?? "");
}

/** The field of a broken constraint, from the detail `Key (name)=(…) already exists`; never its value. */
function fieldOf(error: pg.DatabaseError): string {
  const column = /^\w+ \((?:lower\()?([a-z_]+)/.exec(error.detail ?? "")?.[1] ?? "id";
  return column.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
