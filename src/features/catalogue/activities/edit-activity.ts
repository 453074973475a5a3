import { changesOf } from "../../../platform/verb/changes.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { activityView, editActivityInput } from "../contract.ts";
import { ownedSubject, unitOf } from "../subjects.ts";
import { findActivity, lockActivity, setActivityServices } from "./queries-activities.ts";

export const editActivity = verb({
  name: "activity.edit",
  summary: "Renames an activity, or says which services it needs.",
  http: { method: "PATCH", path: "/activities/{activityId}" },
  needs: "catalogue:edit",
  input: editActivityInput,
  output: activityView,
  scope: ({ tx, input }) => unitOf(tx, "activity", input.activityId),
  async run({ tx, input, now, note }) {
    const { activityId, version, ...wanted } = input;
    const before = await lockActivity(tx, activityId, version);
    await tx
      .updateTable("activity")
      .set({ name: wanted.name ?? before.name, version: version + 1, updated_at: now })
      .where("id", "=", activityId)
      .execute();
    if (wanted.serviceIds !== undefined) await setActivityServices(tx, activityId, wanted.serviceIds);
    const serviceIds = before.services.map((service) => service.id);
    note({
      kind: "activity.edited",
      subject: ownedSubject("activity", before),
      body: { changes: changesOf({ ...before, serviceIds }, wanted) },
    });
    return findActivity(tx, activityId);
  },
});
