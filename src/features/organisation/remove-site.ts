import { verb } from "../../platform/verb/verb.ts";
import { removeSiteInput, siteView } from "./contract.ts";
import { lockSite, siteSubject, unitOfSite } from "./queries-sites.ts";

export const removeSite = verb({
  name: "site.remove",
  summary: "Removes a site with its networks; the answer is the site as it was.",
  http: { method: "DELETE", path: "/sites/{siteId}" },
  needs: "organisation:edit",
  input: removeSiteInput,
  output: siteView,
  scope: ({ tx, input }) => unitOfSite(tx, input.siteId),
  async run({ tx, input, note }) {
    const site = await lockSite(tx, input.siteId, input.version);
    await tx.deleteFrom("site").where("id", "=", site.id).execute();
    note({
      kind: "site.removed",
      subject: siteSubject(site),
      body: { name: site.name, networks: site.networks.map((network) => network.name) },
    });
    return site;
  },
});
