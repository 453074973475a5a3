import { z } from "zod";
import { fileOfList, listFile, listFileShape, withoutPaging } from "../../platform/export/list-file.ts";
import type { ExportColumn } from "../../platform/export/table.ts";
import { offsetOf } from "../../platform/verb/paging.ts";
import { query } from "../../platform/verb/query.ts";
import { labelOf, translator } from "../../shared/texts.ts";
import {
  listNetworksInput,
  listSitesInput,
  listUnitsInput,
  type NetworkView,
  type SiteView,
  type UnitView,
} from "./contract.ts";
import { listNetworks, listSites } from "./queries-sites.ts";
import { listUnits } from "./queries-units.ts";
import { organisationTexts } from "./texts.ts";

type Language = "sv" | "en";
const wordsIn = (language: Language) => translator<[typeof organisationTexts]>(language, organisationTexts);

function unitColumns(language: Language): ExportColumn<UnitView>[] {
  const t = wordsIn(language);
  return [
    { header: t("name"), width: 40, of: (row) => row.name },
    { header: t("kind"), of: (row) => t(`kind.${row.kind}`) },
    { header: t("code"), of: (row) => row.code },
    // The path ends with the unit itself.
    { header: t("parent"), width: 40, of: (row) => row.path.slice(0, -1).at(-1) ?? null },
    { header: t("people"), of: (row) => row.peopleCount },
  ];
}

export const exportUnits = query({
  name: "unit.export",
  summary: "The units as a file, in the order of the tree.",
  http: { method: "GET", path: "/unit-export" },
  needs: "organisation:read",
  input: z.object({ ...listUnitsInput.omit(withoutPaging).shape, ...listFileShape }),
  output: listFile,
  run(context) {
    const { db, input, sees } = context;
    return fileOfList(context, {
      called: labelOf(organisationTexts, "units"),
      columns: unitColumns(input.language),
      async pageOf(page) {
        const asked = { limit: page.limit, offset: offsetOf(page), q: input.q };
        const { items } = await listUnits(db, asked, sees("u.id"));
        return { items, nextCursor: null };
      },
    });
  },
});

function siteColumns(language: Language): ExportColumn<SiteView>[] {
  const t = wordsIn(language);
  return [
    { header: t("name"), width: 34, of: (row) => row.name },
    { header: t("code"), of: (row) => row.code },
    { header: t("kind"), of: (row) => row.kind },
    { header: t("unit"), width: 34, of: (row) => row.unitName },
    { header: t("address"), width: 34, of: (row) => row.address },
    { header: t("people"), of: (row) => row.peopleCount },
    { header: t("networks"), width: 30, of: (row) => row.networks.map((one) => one.name).join(", ") },
  ];
}

export const exportSites = query({
  name: "site.export",
  summary: "The list of sites as a file.",
  http: { method: "GET", path: "/site-export" },
  needs: "organisation:read",
  input: z.object({ ...listSitesInput.omit(withoutPaging).shape, ...listFileShape }),
  output: listFile,
  run: (context) =>
    fileOfList(context, {
      called: labelOf(organisationTexts, "sites"),
      columns: siteColumns(context.input.language),
      pageOf: (page) => listSites(context.db, { ...context.input, ...page }, context.sees("s.unit_id")),
    }),
});

function networkColumns(language: Language): ExportColumn<NetworkView>[] {
  const t = wordsIn(language);
  return [
    { header: t("name"), of: (row) => row.name },
    { header: t("site"), width: 40, of: (row) => row.siteName },
  ];
}

export const exportNetworks = query({
  name: "network.export",
  summary: "The list of networks as a file.",
  http: { method: "GET", path: "/network-export" },
  needs: "organisation:read",
  input: z.object({ ...listNetworksInput.omit(withoutPaging).shape, ...listFileShape }),
  output: listFile,
  run: (context) =>
    fileOfList(context, {
      called: labelOf(organisationTexts, "networks"),
      columns: networkColumns(context.input.language),
      pageOf: (page) => listNetworks(context.db, { ...context.input, ...page }, context.sees("s.unit_id")),
    }),
});
