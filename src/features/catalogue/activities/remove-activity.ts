import { verb } from "../../../platform/verb/verb.ts";
import { activityView, removeActivityInput } from "../contract.ts";
import { ownedSubject, unitOf } from "../subjects.ts";
import { lockActivity } from "./queries-activities.ts";

export const removeActivity = verb({
  name: "activity.remove",
  summary: "Removes an activity; the answer is the activity as it was.",
  http: { method: "DELETE", path: "/activities/{activityId}" },
  needs: "catalogue:edit",
  input: removeActivityInput,
  output: activityView,
  scope: ({ tx, input }) => unitOf(tx, "activity", input.activityId),
  async run({ tx, input, note }) {
    const activity = await lockActivity(tx, input.activityId, input.version);
    await tx.deleteFrom("activity").where("id", "=", activity.id).execute();
    note({
      kind: "activity.removed",
      subject: ownedSubject("activity", activity),
      body: { name: activity.name },
    });
    return activity;
  },
});
