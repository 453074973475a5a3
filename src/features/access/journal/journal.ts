import { AppError } from "../../../shared/errors.ts";
import { PAGE_REACH } from "../../../shared/lists.ts";
import { eraseBodies } from "../../../platform/journal/erase.ts";
import { makeCursor, offsetOf, readCursor } from "../../../platform/verb/paging.ts";
import { query } from "../../../platform/verb/query.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { erasedJournal, eraseJournalInput, journalList, listJournalInput } from "../contract.ts";
import { countErasable, countJournal, findGuarded, listJournal } from "./queries-journal.ts";

export const readJournal = query({
  name: "journal.list",
  summary: "Lists what was done, the newest first, as far as the reader may see what it is about.",
  http: { method: "GET", path: "/journal" },
  needs: "journal:read",
  input: listJournalInput,
  output: journalList,
  async run({ db, input, actor }) {
    const page = {
      limit: input.limit,
      offset: input.cursor === undefined ? offsetOf(input) : 0,
      before: input.cursor === undefined ? null : positionOf(input.cursor),
    };
    const items = await listJournal(db, actor, input, page);
    const count = await countJournal(db, actor, input, PAGE_REACH + 1);
    const last = items.length === input.limit ? items.at(-1) : undefined;
    return {
      items,
      total: { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH },
      nextCursor: last === undefined ? null : makeCursor([last.position]),
    };
  },
});

function positionOf(cursor: string): number {
  const [position] = readCursor(cursor, 1);
  if (typeof position === "number" && Number.isSafeInteger(position)) return position;
  throw new AppError("input.invalid", {
    faults: [{ path: "cursor", sv: "Markören går inte att läsa.", en: "The cursor cannot be read." }],
  });
}

export const eraseJournal = verb({
  name: "journal.erase",
  summary: "Destroys what entries say, by decision; that they were written stays and still verifies.",
  http: { method: "POST", path: "/journal/erasures" },
  needs: "journal:erase",
  input: eraseJournalInput,
  output: erasedJournal,
  scope: "anywhere",
  async run({ tx, input, actor, now, note }) {
    const entryIds = [...new Set(input.entryIds)];
    // Nobody destroys what they may not read; an entry that is not there is told the same way.
    if ((await countErasable(tx, actor, entryIds)) < entryIds.length) throw new AppError("record.not-found");
    const guarded = await findGuarded(tx, actor, entryIds);
    if (guarded.itself) throw new AppError("journal.not-erasable");
    if (guarded.own) throw new AppError("journal.own-acts");
    return { erased: await eraseBodies(tx, { entryIds, ground: input.ground, now, note }) };
  },
});
