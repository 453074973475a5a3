import { query } from "../../../platform/verb/query.ts";
import { findSite } from "../../organisation/index.ts";
import {
  listSystemsInput,
  siteSystemsInput,
  siteSystemsView,
  systemIdInput,
  systemList,
  systemView,
} from "../contract.ts";
import { findSystem, listSiteSystems, listSystems } from "./queries-systems.ts";

export const readSystems = query({
  name: "system.list",
  summary: "Lists systems with their suppliers, in order of name.",
  http: { method: "GET", path: "/systems" },
  needs: "catalogue:read",
  input: listSystemsInput,
  output: systemList,
  run: ({ db, input, sees }) => listSystems(db, input, sees("y.unit_id")),
});

export const readSystem = query({
  name: "system.read",
  summary: "Shows one system with its suppliers and agreements.",
  http: { method: "GET", path: "/systems/{systemId}" },
  needs: "catalogue:read",
  input: systemIdInput,
  output: systemView,
  run: ({ db, input, sees }) => findSystem(db, input.systemId, sees("y.unit_id")),
});

export const readSiteSystems = query({
  name: "site.read-systems",
  summary: "Shows which systems a site itself leans on.",
  http: { method: "GET", path: "/sites/{siteId}/systems" },
  needs: "catalogue:read",
  input: siteSystemsInput,
  output: siteSystemsView,
  async run({ db, input, sees }) {
    const site = await findSite(db, input.siteId, sees("s.unit_id"));
    return { siteId: site.id, systems: await listSiteSystems(db, site.id, sees("y.unit_id")) };
  },
});
