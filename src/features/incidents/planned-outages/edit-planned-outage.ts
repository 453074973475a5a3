import { changesOf } from "../../../platform/verb/changes.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { editPlannedOutageInput, plannedOutageView } from "../contract.ts";
import { saveFor } from "./queries-planned-outages.ts";
import {
  checkWindow,
  lockPlannedOutage,
  plannedOutageSubject,
  savePlannedOutage,
  unitOfPlannedOutage,
} from "./store.ts";

export const editPlannedOutage = verb({
  name: "planned-outage.edit",
  summary: "Moves or rewords a planned outage.",
  http: { method: "PATCH", path: "/planned-outages/{plannedOutageId}" },
  needs: "planned-outage:edit",
  input: editPlannedOutageInput,
  output: plannedOutageView,
  scope: ({ tx, input }) => unitOfPlannedOutage(tx, input.plannedOutageId),
  async run({ tx, input, now, note }) {
    const before = await lockPlannedOutage(tx, input, ["planned", "ongoing"], now);
    const { plannedOutageId: _id, version: _version, ...wanted } = input;
    const startsAt = wanted.startsAt ?? before.startsAt;
    const endsAt = wanted.endsAt ?? before.endsAt;
    checkWindow(startsAt, endsAt);
    await saveFor(tx, before.id, wanted);
    const after = await savePlannedOutage(
      tx,
      before,
      {
        title: wanted.title ?? before.title,
        description: wanted.description ?? before.description,
        public_text: wanted.publicText ?? before.publicText,
        starts_at: startsAt,
        ends_at: endsAt,
      },
      now,
    );
    const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);
    const stood = { ...before, serviceIds: idsOf(before.services), unitIds: idsOf(before.units) };
    note({
      kind: "planned-outage.edited",
      subject: plannedOutageSubject(before.id, before.unit.id),
      body: { changes: changesOf(stood, wanted) },
    });
    return after;
  },
});
