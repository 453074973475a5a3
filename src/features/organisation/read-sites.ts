import { query } from "../../platform/verb/query.ts";
import {
  listNetworksInput,
  listSitesInput,
  networkIdInput,
  networkList,
  networkView,
  siteIdInput,
  siteList,
  siteView,
} from "./contract.ts";
import { findNetwork, findSite, listNetworks, listSites } from "./queries-sites.ts";

export const readSites = query({
  name: "site.list",
  summary: "Lists sites in order of name.",
  http: { method: "GET", path: "/sites" },
  needs: "organisation:read",
  input: listSitesInput,
  output: siteList,
  run: ({ db, input, sees }) => listSites(db, input, sees("s.unit_id")),
});

export const readSite = query({
  name: "site.read",
  summary: "Shows one site with its networks.",
  http: { method: "GET", path: "/sites/{siteId}" },
  needs: "organisation:read",
  input: siteIdInput,
  output: siteView,
  run: ({ db, input, sees }) => findSite(db, input.siteId, sees("s.unit_id")),
});

export const readNetworks = query({
  name: "network.list",
  summary: "Lists networks in order of name.",
  http: { method: "GET", path: "/networks" },
  needs: "organisation:read",
  input: listNetworksInput,
  output: networkList,
  run: ({ db, input, sees }) => listNetworks(db, input, sees("s.unit_id")),
});

export const readNetwork = query({
  name: "network.read",
  summary: "Shows one network.",
  http: { method: "GET", path: "/networks/{networkId}" },
  needs: "organisation:read",
  input: networkIdInput,
  output: networkView,
  run: ({ db, input, sees }) => findNetwork(db, input.networkId, sees("s.unit_id")),
});
