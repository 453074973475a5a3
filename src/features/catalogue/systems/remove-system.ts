import { verb } from "../../../platform/verb/verb.ts";
import { removeSystemInput, systemView } from "../contract.ts";
import { refuseWhenNeeded } from "../graph/queries-dependencies.ts";
import { ownedSubject, unitOf } from "../subjects.ts";
import { lockSystem } from "./queries-systems.ts";

export const removeSystem = verb({
  name: "system.remove",
  summary: "Removes a system that nothing hangs on; the answer is the system as it was.",
  http: { method: "DELETE", path: "/systems/{systemId}" },
  needs: "catalogue:edit",
  input: removeSystemInput,
  output: systemView,
  scope: ({ tx, input }) => unitOf(tx, "system", input.systemId),
  async run({ tx, input, note }) {
    const system = await lockSystem(tx, input.systemId, input.version);
    await refuseWhenNeeded(tx, system.id);
    await tx.deleteFrom("system").where("id", "=", system.id).execute();
    note({ kind: "system.removed", subject: ownedSubject("system", system), body: { name: system.name } });
    return system;
  },
});
