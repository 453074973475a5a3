import { newId } from "../../../shared/ids.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { activityView, addActivityInput } from "../contract.ts";
import { ownedSubject } from "../subjects.ts";
import { findActivity, setActivityServices } from "./queries-activities.ts";

export const addActivity = verb({
  name: "activity.add",
  summary: "Adds an activity of a unit, and the services that it needs.",
  http: { method: "POST", path: "/activities" },
  needs: "catalogue:edit",
  input: addActivityInput,
  output: activityView,
  scope: async ({ input }) => [input.unitId],
  async run({ tx, input, now, note }) {
    const id = newId();
    await tx
      .insertInto("activity")
      .values({ id, unit_id: input.unitId, name: input.name, updated_at: now })
      .execute();
    await setActivityServices(tx, id, input.serviceIds);
    note({
      kind: "activity.added",
      subject: ownedSubject("activity", { id, unitId: input.unitId }),
      body: { ...input },
    });
    return findActivity(tx, id);
  },
});
