import { newId } from "../../shared/ids.ts";
import { verb } from "../../platform/verb/verb.ts";
import { addNetworkInput, networkView } from "./contract.ts";
import { networkSubject } from "./networks.ts";
import { findNetwork, findSite, unitOfSite } from "./queries-sites.ts";

export const addNetwork = verb({
  name: "network.add",
  summary: "Adds a named network at a site.",
  http: { method: "POST", path: "/networks" },
  needs: "organisation:edit",
  input: addNetworkInput,
  output: networkView,
  scope: ({ tx, input }) => unitOfSite(tx, input.siteId),
  async run({ tx, input, now, note }) {
    const site = await findSite(tx, input.siteId);
    const id = newId();
    await tx
      .insertInto("network")
      .values({ id, site_id: site.id, name: input.name, updated_at: now })
      .execute();
    note({ kind: "network.added", subject: networkSubject(id, site.unitId), body: { ...input } });
    return findNetwork(tx, id);
  },
});
