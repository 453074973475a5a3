import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { Format } from "../../../shared/format.ts";
import type { Translate } from "../../../shared/texts.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { ExportMenu } from "../../../web/kit/export-menu.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { FilterChoice } from "../../../web/kit/choice-field.tsx";
import { FilterBar, FilterText } from "../../../web/kit/filter-bar.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import type { SiteView } from "../contract.ts";
import { organisationTexts } from "../texts.ts";
import { OrganisationTabs } from "./organisation-tabs.tsx";
import { SiteForm } from "./site-form.tsx";

function columnsOf(t: Translate<typeof organisationTexts>, format: Format): readonly Column<SiteView>[] {
  return [
    { id: "name", header: t("name"), cell: (site) => site.name },
    { id: "unit", header: t("unit"), cell: (site) => site.unitName },
    { id: "kind", header: t("kind"), cell: (site) => site.kind, wideOnly: true },
    {
      id: "networks",
      header: t("networks"),
      cell: (site) => site.networks.map((network) => network.name).join(", ") || "–",
    },
    {
      id: "people",
      header: t("people"),
      align: "end",
      has: (site) => site.peopleCount !== null,
      cell: (site) => (site.peopleCount === null ? "–" : format.number(site.peopleCount)),
    },
  ];
}

/** Every site that one sees. */
export function SitesPage() {
  const t = useTexts(organisationTexts);
  const format = useFormat();
  const may = useMay();
  const filters = useFilters(["q", "unitId"]);
  const list = useList<SiteView>("site", "/sites", { ...filters.values, limit: 50 });
  const [adding, setAdding] = useState(false);
  const add = may("organisation:edit") ? (
    <Button data-primary-action onClick={() => setAdding(true)}>
      {t("site.add")}
    </Button>
  ) : undefined;
  const empty = filters.active ? (
    <EmptyState title={t("sites.none")}>{t("sites.none.what")}</EmptyState>
  ) : (
    <EmptyState title={t("sites.empty")}>{t("sites.empty.what")}</EmptyState>
  );
  return (
    <>
      <PageHeader
        title={t("sites")}
        lead={t("sites.lead")}
        actions={
          <>
            {add}
            <ExportMenu path="/site-export" query={filters.values} />
          </>
        }
      />
      <OrganisationTabs current="sites" />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText label={t("search")} value={filters.values.q} onChange={(q) => filters.set("q", q)} />
        <FilterChoice
          of="unit"
          label={t("unit")}
          value={filters.values.unitId}
          onChange={(unitId) => filters.set("unitId", unitId)}
        />
      </FilterBar>
      <DataTable
        caption={t("sites")}
        columns={columnsOf(t, format)}
        list={list}
        rowKey={(site) => site.id}
        rowTo={(site) => `/sites/${site.id}`}
        empty={empty}
      />
      {adding ? <SiteForm unitId={filters.values.unitId} onClose={() => setAdding(false)} /> : null}
    </>
  );
}
