import { changesOf } from "../../platform/verb/changes.ts";
import { verb } from "../../platform/verb/verb.ts";
import { editNetworkInput, networkView } from "./contract.ts";
import { networkSubject } from "./networks.ts";
import { findNetwork, lockNetwork, unitOfNetwork } from "./queries-sites.ts";

export const editNetwork = verb({
  name: "network.edit",
  summary: "Renames a network.",
  http: { method: "PATCH", path: "/networks/{networkId}" },
  needs: "organisation:edit",
  input: editNetworkInput,
  output: networkView,
  scope: ({ tx, input }) => unitOfNetwork(tx, input.networkId),
  async run({ tx, input, now, note }) {
    const network = await lockNetwork(tx, input.networkId, input.version);
    await tx
      .updateTable("network")
      .set({ name: input.name, version: input.version + 1, updated_at: now })
      .where("id", "=", network.id)
      .execute();
    note({
      kind: "network.edited",
      subject: networkSubject(network.id, network.unitId),
      body: { changes: changesOf({ ...network }, { name: input.name }) },
    });
    return findNetwork(tx, network.id);
  },
});
