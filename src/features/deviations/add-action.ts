import { Temporal } from "temporal-polyfill";
import type { Actor } from "../../platform/actor.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { nextNumber } from "../../platform/numbering.ts";
import { verb } from "../../platform/verb/verb.ts";
import { organisationZone } from "../../platform/zone.ts";
import { newId } from "../../shared/ids.ts";
import { rootUnitId } from "../organisation/index.ts";
import { actionView, addActionInput, type SubjectType } from "./contract.ts";
import { findAction, subjectByRef } from "./queries-actions.ts";
import { actionSeries, actionSubject } from "./subjects.ts";

interface New {
  unitId?: string | undefined;
  about: readonly { type: SubjectType; ref: string }[];
}

async function unitFor(tx: Tx, input: New, actor: Actor): Promise<string> {
  const [first] = input.about;
  if (input.unitId !== undefined) return input.unitId;
  return first === undefined ? rootUnitId(tx) : (await subjectByRef(tx, first.type, first.ref, actor)).unitId;
}

export const addAction = verb({
  name: "action.add",
  summary: "Proposes an action; a supplier's recommendation is one too.",
  http: { method: "POST", path: "/actions" },
  needs: "deviation:edit",
  input: addActionInput,
  output: actionView,
  scope: async ({ tx, input, actor }) => [await unitFor(tx, input, actor)],
  async run({ tx, input, now, note, actor }) {
    const id = newId();
    const unitId = await unitFor(tx, input, actor);
    const { year } = Temporal.Instant.from(now).toZonedDateTimeISO(await organisationZone(tx));
    await tx
      .insertInto("action")
      .values({
        id,
        number: await nextNumber(tx, actionSeries, year),
        unit_id: unitId,
        title: input.title,
        description: input.description,
        owner_role: input.ownerRole,
        due_on: input.dueOn,
        supplier_id: input.supplierId,
        recommended: input.recommended,
        recorded_at: now,
        updated_at: now,
      })
      .execute();
    for (const { type, ref } of input.about) {
      const { id: subjectId } = await subjectByRef(tx, type, ref, actor);
      await tx
        .insertInto("action_subject")
        .values({ action_id: id, subject_type: type, subject_id: subjectId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    // What concerns a breach is told only where the breach may be seen.
    const about = input.about.filter(({ type }) => type !== "breach");
    note({ kind: "action.added", subject: actionSubject({ id, unitId }), body: { ...input, about } });
    return findAction(tx, id, actor);
  },
});
