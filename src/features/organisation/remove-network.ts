import { verb } from "../../platform/verb/verb.ts";
import { networkView, removeNetworkInput } from "./contract.ts";
import { networkSubject } from "./networks.ts";
import { lockNetwork, unitOfNetwork } from "./queries-sites.ts";

export const removeNetwork = verb({
  name: "network.remove",
  summary: "Removes a network; the answer is the network as it was.",
  http: { method: "DELETE", path: "/networks/{networkId}" },
  needs: "organisation:edit",
  input: removeNetworkInput,
  output: networkView,
  scope: ({ tx, input }) => unitOfNetwork(tx, input.networkId),
  async run({ tx, input, note }) {
    const network = await lockNetwork(tx, input.networkId, input.version);
    await tx.deleteFrom("network").where("id", "=", network.id).execute();
    note({
      kind: "network.removed",
      subject: networkSubject(network.id, network.unitId),
      body: { name: network.name, siteId: network.siteId },
    });
    return network;
  },
});
