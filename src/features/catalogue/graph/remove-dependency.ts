import { verb } from "../../../platform/verb/verb.ts";
import { dependencyView, removeDependencyInput } from "../contract.ts";
import { dependencySubject } from "./dependency-subject.ts";
import { lockDependency, lockGraph, unitOfDependency } from "./queries-dependencies.ts";

export const removeDependency = verb({
  name: "dependency.remove",
  summary: "Removes a dependency; the answer is the dependency as it was.",
  http: { method: "DELETE", path: "/dependencies/{dependencyEdgeId}" },
  needs: "catalogue:edit",
  input: removeDependencyInput,
  output: dependencyView,
  scope: ({ tx, input }) => unitOfDependency(tx, input.dependencyEdgeId),
  async run({ tx, input, note }) {
    await lockGraph(tx);
    const before = await lockDependency(tx, input.dependencyEdgeId, input.version);
    const subject = await dependencySubject(tx, before.id);
    await tx.deleteFrom("dependency").where("id", "=", before.id).execute();
    const { dependent, dependency, mode, group } = before;
    note({ kind: "dependency.removed", subject, body: { dependent, dependency, mode, group } });
    return before;
  },
});
