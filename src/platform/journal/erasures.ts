import { open, readFile } from "node:fs/promises";
import { sql } from "kysely";
import { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import type { Db, Tx } from "../database/transaction.ts";
import type { Instant } from "../../shared/time.ts";
import type { Noted } from "./entry.ts";
import { ERASED, eraseBodies } from "./erase.ts";
import type { Reaction } from "./reactions.ts";

// A backup may be older than an erasure. What was destroyed is therefore also listed outside the database, by the ids
// of entries and the ground alone, so that a restore can destroy it again.

const line = z.object({
  entries: z.array(z.guid()),
  ground: z.string(),
  erasedAt: z.string(),
});

/** One decision to destroy, and the entries whose bodies it hit. */
export type Erasure = z.output<typeof line>;

/** The list of this installation, oldest first. */
export async function listErasures(db: Db): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`
    select array_agg(e.entry_id::text order by e.entry_id) as entries, coalesce(b.body ->> 'ground', '') as ground,
      min(e.erased_at) as "erasedAt"
    from journal_erasure e left join journal_body b on b.entry_id = e.erased_by
    group by e.erased_by, b.body order by min(e.erased_at), e.erased_by`.execute(db);
  return rows;
}

export const writeErasure = (erasure: Erasure) => `${JSON.stringify(line.parse(erasure))}\n`;

/** Reads a list; one that is not there is empty. A line that was cut off by a power loss is the last one. */
export async function readErasures(file: string): Promise<Erasure[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  return whole
    .split("\n")
    .slice(0, -1)
    .map((written, index) => parseLine(written, index + 1));
}

function parseLine(written: string, number: number): Erasure {
  try {
    return line.parse(JSON.parse(written));
  } catch (error) {
    throw new AppError("erasures.unreadable", { params: { line: number }, cause: error });
  }
}

/** Adds to the list as the journal tells of an erasure; the same one twice does no harm. */
export function keepErasures(file: string): Reaction {
  return {
    name: "platform.keep-erasures",
    kinds: [ERASED],
    async react({ entry }) {
      const told = z.object({ entries: z.array(z.guid()), ground: z.string() }).safeParse(entry.body);
      if (!told.success) return;
      const handle = await open(file, "a", 0o600);
      try {
        await handle.writeFile(writeErasure({ ...told.data, erasedAt: entry.recordedAt }));
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
}

/** Destroys again what a restore brought back. Returns how many bodies that were. */
export async function repeatErasures(
  tx: Tx,
  erasures: readonly Erasure[],
  telling: { now: Instant; note(noted: Noted): void },
): Promise<number> {
  let count = 0;
  for (const { entries, ground } of erasures) {
    const { rows } = await sql<{ id: string }>`
      select entry_id as id from journal_body where entry_id = any(${entries}::uuid[])`.execute(tx);
    const back = rows.map(({ id }) => id);
    if (back.length > 0) count += await eraseBodies(tx, { entryIds: back, ground, ...telling });
  }
  return count;
}
