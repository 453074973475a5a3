import { sql } from "kysely";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import { visible } from "../../../platform/actor.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { addDependencyInput, dependencyView } from "../contract.ts";
import { seesService } from "../subjects.ts";
import { dependencySubject } from "./dependency-subject.ts";
import {
  findDependency,
  lockGraph,
  namesOf,
  needsOf,
  refuseUnknownNodes,
  unitOfNode,
} from "./queries-dependencies.ts";
import { cycleClosedBy } from "./rules.ts";

export const addDependency = verb({
  name: "dependency.add",
  summary: "Says that a service or system needs another, and how.",
  http: { method: "POST", path: "/dependencies" },
  needs: "catalogue:edit",
  input: addDependencyInput,
  output: dependencyView,
  // What needs says so; what is needed must only be seen.
  scope: ({ tx, input }) => unitOfNode(tx, input.dependentId),
  async run({ tx, input, now, note, actor }) {
    await lockGraph(tx);
    const seen = seesService((column) => visible(actor, "catalogue:read", sql.ref(column)), "n");
    await refuseUnknownNodes(tx, [input.dependentId, input.dependencyId], seen);
    const added = { dependent: input.dependentId, dependency: input.dependencyId };
    const cycle = cycleClosedBy(await needsOf(tx, input.dependencyId), added);
    if (cycle !== null) {
      throw new AppError("catalogue.cycle", { params: { path: (await namesOf(tx, cycle)).join(" → ") } });
    }
    const id = newId();
    await tx
      .insertInto("dependency")
      .values({
        id,
        dependent_id: input.dependentId,
        dependency_id: input.dependencyId,
        mode: input.mode,
        group_name: input.mode === "any" ? input.group : "",
        updated_at: now,
      })
      .execute();
    note({ kind: "dependency.added", subject: await dependencySubject(tx, id), body: { ...input } });
    return findDependency(tx, id);
  },
});
