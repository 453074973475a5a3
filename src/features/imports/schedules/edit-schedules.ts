import { z } from "zod";
import type { Actor } from "../../../platform/actor.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import type { Subject } from "../../../platform/journal/entry.ts";
import { checkAddress } from "../../../platform/outgoing/addresses.ts";
import type { Reach } from "../../../platform/reach.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { organisationZone } from "../../../platform/zone.ts";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import { rootUnitId } from "../../organisation/index.ts";
import {
  addScheduleInput,
  editScheduleInput,
  pauseScheduleInput,
  removeScheduleInput,
  scheduleView,
  type ScheduleGiven,
} from "../contract/schedules.ts";
import { sourceOf } from "../import-file.ts";
import { namedProfile } from "../profiles/find-profile.ts";
import { allowedFolder } from "./folder.ts";
import { findSchedule, lockSchedule } from "./queries-schedules.ts";
import { nextDue } from "./rhythm.ts";

export const scheduleSubject = (id: string, rootId: string): Subject => ({
  type: "import-schedule",
  id,
  unitId: rootId,
  needs: "import:read",
});

const scope = async ({ tx }: { tx: Tx }) => [await rootUnitId(tx)];

interface Settling {
  tx: Tx;
  now: Instant;
  reach: Reach;
}

/** What it says, as the row keeps it. A place that may not be read is refused now, not in the night. */
async function settled({ tx, now, reach }: Settling, given: ScheduleGiven) {
  if (given.kind === "folder") await allowedFolder(given.place, reach.importFolders);
  else checkAddress(given.place, reach.allowedAddresses);
  const { name, kind, place, pattern, profileKey, rhythm } = given;
  const source = sourceOf(await namedProfile(tx, profileKey), given.source);
  const said = { name, kind, place, pattern, source };
  const due = nextDue(rhythm, now, await organisationZone(tx));
  return {
    said: { ...said, profileKey, rhythm },
    columns: {
      ...said,
      profile_key: profileKey,
      rhythm: JSON.stringify(rhythm),
      due_at: due,
      updated_at: now,
    },
  };
}

/** What runs by the clock runs with all that its owner may do: a key, which may less, begins nothing of the kind. */
function refuseKeys(actor: Actor): void {
  if (actor.kind === "api-key") throw new AppError("access.refused");
}

export const addSchedule = verb({
  name: "import-schedule.add",
  summary: "Has a folder or an address read by the clock, in the name of whoever adds it.",
  http: { method: "POST", path: "/import-schedules" },
  needs: "import:run",
  input: addScheduleInput,
  output: scheduleView,
  scope,
  async run({ tx, input, actor, now, reach, note }) {
    refuseKeys(actor);
    const id = newId();
    const { said, columns } = await settled({ tx, now, reach }, input);
    await tx
      .insertInto("import_schedule")
      .values({ id, ...columns, owned_by: actor.id })
      .execute();
    note({
      kind: "import-schedule.added",
      subject: scheduleSubject(id, await rootUnitId(tx)),
      body: said,
    });
    return findSchedule(tx, id);
  },
});

export const editSchedule = verb({
  name: "import-schedule.edit",
  summary: "Changes what is read by the clock; from then on it imports in the name of whoever changed it.",
  http: { method: "PUT", path: "/import-schedules/{scheduleId}" },
  needs: "import:run",
  input: editScheduleInput,
  output: scheduleView,
  scope,
  async run({ tx, input, actor, now, reach, note }) {
    refuseKeys(actor);
    const before = await lockSchedule(tx, input.scheduleId, input.version);
    const { said, columns } = await settled({ tx, now, reach }, input);
    // Another place or another way of reading it: what was read before says nothing about it.
    const same =
      before.kind === said.kind &&
      before.place === said.place &&
      before.profileKey === said.profileKey &&
      before.source === said.source;
    await tx
      .updateTable("import_schedule")
      .set({
        ...columns,
        owned_by: actor.id,
        error_code: null,
        error_params: null,
        version: before.version + 1,
        ...(!same && { seen: "{}" }),
      })
      .where("id", "=", before.id)
      .execute();
    const { name, kind, place, pattern, profileKey, source, rhythm } = before;
    note({
      kind: "import-schedule.edited",
      subject: scheduleSubject(before.id, await rootUnitId(tx)),
      body: { ...said, before: { name, kind, place, pattern, profileKey, source, rhythm } },
    });
    return findSchedule(tx, before.id);
  },
});

export const pauseSchedule = verb({
  name: "import-schedule.pause",
  summary: "Lets it rest, or go on from the next time.",
  http: { method: "POST", path: "/import-schedules/{scheduleId}/pause" },
  needs: "import:run",
  input: pauseScheduleInput,
  output: scheduleView,
  scope,
  async run({ tx, input, now, note }) {
    const before = await lockSchedule(tx, input.scheduleId, input.version);
    await tx
      .updateTable("import_schedule")
      .set({
        active: !input.paused,
        due_at: nextDue(before.rhythm, now, await organisationZone(tx)),
        version: before.version + 1,
        updated_at: now,
      })
      .where("id", "=", before.id)
      .execute();
    note({
      kind: input.paused ? "import-schedule.paused" : "import-schedule.resumed",
      subject: scheduleSubject(before.id, await rootUnitId(tx)),
      body: { name: before.name },
    });
    return findSchedule(tx, before.id);
  },
});

export const removeSchedule = verb({
  name: "import-schedule.remove",
  summary: "Reads it no more; what it brought in stays.",
  http: { method: "DELETE", path: "/import-schedules/{scheduleId}" },
  needs: "import:run",
  input: removeScheduleInput,
  output: z.object({}),
  scope,
  async run({ tx, input, note }) {
    const before = await lockSchedule(tx, input.scheduleId, input.version);
    await tx.deleteFrom("import_schedule").where("id", "=", before.id).execute();
    const { name, kind, place } = before;
    const subject = scheduleSubject(before.id, await rootUnitId(tx));
    note({ kind: "import-schedule.removed", subject, body: { name, kind, place } });
    return {};
  },
});
