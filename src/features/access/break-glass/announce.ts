import { sql } from "kysely";
import type { Tx } from "../../../platform/database/transaction.ts";
import type { Reaction } from "../../../platform/journal/reactions.ts";
import type { Log } from "../../../platform/log.ts";
import type { Instant } from "../../../shared/time.ts";
import type { BreakGlassCode } from "../contract.ts";
import { codeSubject, viewCode } from "./queries-codes.ts";

interface Telling {
  tx: Tx;
  log: Log;
  use: BreakGlassCode;
  now: Instant;
}

/**
 * A way by which administrators are told that a sealed code was used. It works in the reaction's transaction; what
 * leaves the house puts a job there, which is tried again. One that fails keeps no other from telling.
 */
export interface BreakGlassChannel {
  /** Stable: what was told is kept under it. */
  name: string;
  announce(told: Telling): Promise<void>;
}

/** The page that every administrator sees first: it shows each use until somebody has reviewed it, and is live. */
const situationPage: BreakGlassChannel = { name: "situation", announce: async () => undefined };

const theLog: BreakGlassChannel = {
  name: "log",
  async announce({ log, use }) {
    log.warn({ code: use.number, usedAt: use.usedAt }, "a sealed code was used to sign in: break-glass");
  },
};

/** Channels that send (mail, SMS, Teams) join here. */
const channels: readonly BreakGlassChannel[] = [situationPage, theLog];

async function toldBy(tx: Tx, codeId: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom("break_glass_announcement")
    .select("channel")
    .where("code_id", "=", codeId)
    .execute();
  return new Set(rows.map((row) => row.channel));
}

/** Tells, and writes down that it was told; what a channel that failed had begun is undone. */
async function tellBy(channel: BreakGlassChannel, told: Telling): Promise<boolean> {
  const { tx, log, use, now } = told;
  await sql`savepoint telling`.execute(tx);
  try {
    await channel.announce(told);
    await tx
      .insertInto("break_glass_announcement")
      .values({ code_id: use.id, channel: channel.name, announced_at: now })
      .execute();
    await sql`release savepoint telling`.execute(tx);
    return true;
  } catch (error) {
    await sql`rollback to savepoint telling`.execute(tx);
    log.error({ err: error, channel: channel.name, code: use.number }, "a use of a sealed code was not told");
    return false;
  }
}

/** Tells of each use through every channel, each once, and writes down through which. */
export function announceThrough(all: readonly BreakGlassChannel[]): Reaction {
  return {
    name: "break-glass.announce",
    kinds: ["break-glass.used"],
    async react({ tx, entry, note, now, log }) {
      const use = await viewCode(tx, entry.subjectId, now);
      const told = await toldBy(tx, use.id);
      const names: string[] = [];
      for (const channel of all.filter(({ name }) => !told.has(name))) {
        if (await tellBy(channel, { tx, log, use, now })) names.push(channel.name);
      }
      if (names.length === 0) return;
      note({
        kind: "break-glass.announced",
        subject: codeSubject(use.id),
        body: { number: use.number, channels: names },
      });
    },
  };
}

export const announceBreakGlass = announceThrough(channels);
