import { changesOf } from "../../../platform/verb/changes.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { dependencyView, editDependencyInput } from "../contract.ts";
import { dependencySubject } from "./dependency-subject.ts";
import { findDependency, lockDependency, lockGraph, unitOfDependency } from "./queries-dependencies.ts";

export const editDependency = verb({
  name: "dependency.edit",
  summary: "Says anew how a dependency counts: all of, any of a group, or degrades.",
  http: { method: "PATCH", path: "/dependencies/{dependencyEdgeId}" },
  needs: "catalogue:edit",
  input: editDependencyInput,
  output: dependencyView,
  scope: ({ tx, input }) => unitOfDependency(tx, input.dependencyEdgeId),
  async run({ tx, input, now, note }) {
    const { dependencyEdgeId: id, version, ...wanted } = input;
    await lockGraph(tx);
    const before = await lockDependency(tx, id, version);
    const mode = wanted.mode ?? before.mode;
    await tx
      .updateTable("dependency")
      .set({
        mode,
        group_name: mode === "any" ? (wanted.group ?? before.group) : "",
        version: version + 1,
        updated_at: now,
      })
      .where("id", "=", id)
      .execute();
    note({
      kind: "dependency.edited",
      subject: await dependencySubject(tx, id),
      body: { changes: changesOf({ ...before }, wanted) },
    });
    return findDependency(tx, id);
  },
});
