import { changesOf } from "../../platform/verb/changes.ts";
import { verb } from "../../platform/verb/verb.ts";
import {
  actionView,
  editActionInput,
  linkActionInput,
  moveActionInput,
  type ActionState,
} from "./contract.ts";
import { findAction, lockAction, subjectByRef } from "./queries-actions.ts";
import { actionSubject } from "./subjects.ts";

export const editAction = verb({
  name: "action.edit",
  summary: "Corrects an action: what is done, by which role, by when.",
  http: { method: "PATCH", path: "/actions/{actionId}" },
  needs: "deviation:edit",
  input: editActionInput,
  output: actionView,
  scope: async ({ tx, input, actor }) => [(await findAction(tx, input.actionId, actor)).unit.id],
  async run({ tx, input, now, note, actor }) {
    const { actionId, version, ...wanted } = input;
    const action = await lockAction(tx, input, actor);
    await tx
      .updateTable("action")
      .set({
        title: wanted.title,
        description: wanted.description,
        owner_role: wanted.ownerRole,
        due_on: wanted.dueOn,
        supplier_id: wanted.supplierId,
        recommended: wanted.recommended,
        version: version + 1,
        updated_at: now,
      })
      .where("id", "=", actionId)
      .execute();
    const before = { ...action, supplierId: action.supplier?.id ?? null };
    note({
      kind: "action.edited",
      subject: actionSubject({ id: actionId, unitId: action.unit.id }),
      body: { changes: changesOf(before, wanted) },
    });
    return findAction(tx, actionId, actor);
  },
});

const decided = new Set<ActionState>(["accepted", "declined"]);

export const moveAction = verb({
  name: "action.move",
  summary: "Accepts, declines, begins or finishes an action.",
  http: { method: "PUT", path: "/actions/{actionId}/state" },
  needs: "deviation:edit",
  input: moveActionInput,
  output: actionView,
  scope: async ({ tx, input, actor }) => [(await findAction(tx, input.actionId, actor)).unit.id],
  async run({ tx, input, now, note, actor }) {
    const action = await lockAction(tx, input, actor);
    await tx
      .updateTable("action")
      .set({
        state: input.state,
        state_reason: input.reason === "" ? null : input.reason,
        decided_at: decided.has(input.state) ? now : action.decidedAt,
        done_at: input.state === "done" ? now : null,
        version: input.version + 1,
        updated_at: now,
      })
      .where("id", "=", action.id)
      .execute();
    note({
      kind: `action.${input.state}`,
      subject: actionSubject({ id: action.id, unitId: action.unit.id }),
      body: { from: action.state, to: input.state, reason: input.reason },
    });
    return findAction(tx, action.id, actor);
  },
});

export const linkAction = verb({
  name: "action.link",
  summary:
    "Ties an action to what it is about: a deviation, incident, breach, service or system; or unties it.",
  http: { method: "POST", path: "/actions/{actionId}/links" },
  needs: "deviation:edit",
  input: linkActionInput,
  output: actionView,
  scope: async ({ tx, input, actor }) => [(await findAction(tx, input.actionId, actor)).unit.id],
  async run({ tx, input, now, note, actor }) {
    const action = await lockAction(tx, input, actor);
    const other = await subjectByRef(tx, input.type, input.ref, actor);
    const tie = { action_id: action.id, subject_type: input.type, subject_id: other.id };
    if (input.linked) {
      await tx
        .insertInto("action_subject")
        .values(tie)
        .onConflict((c) => c.doNothing())
        .execute();
    } else {
      await tx
        .deleteFrom("action_subject")
        .where("action_id", "=", tie.action_id)
        .where("subject_type", "=", tie.subject_type)
        .where("subject_id", "=", tie.subject_id)
        .execute();
    }
    await tx
      .updateTable("action")
      .set({ version: input.version + 1, updated_at: now })
      .where("id", "=", action.id)
      .execute();
    const subject = actionSubject({ id: action.id, unitId: action.unit.id });
    note({
      kind: input.linked ? "action.linked" : "action.unlinked",
      // What concerns a breach is told only where the breach may be seen.
      subject: input.type === "breach" ? { ...subject, unitId: other.unitId, needs: "breach:read" } : subject,
      body: { type: input.type, id: other.id, ref: input.ref },
    });
    return findAction(tx, action.id, actor);
  },
});
