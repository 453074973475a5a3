import type { Translate } from "../../../shared/texts.ts";
import { useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { ExportMenu } from "../../../web/kit/export-menu.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { FilterBar, FilterText } from "../../../web/kit/filter-bar.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import { TextLink } from "../../../web/link.tsx";
import type { NetworkView } from "../contract.ts";
import { organisationTexts } from "../texts.ts";
import { OrganisationTabs } from "./organisation-tabs.tsx";

function columnsOf(t: Translate<typeof organisationTexts>): readonly Column<NetworkView>[] {
  return [
    { id: "name", header: t("name"), cell: (network) => network.name },
    { id: "site", header: t("site"), cell: (network) => network.siteName },
  ];
}

/** Every network that one sees, each at its site. */
export function NetworksPage() {
  const t = useTexts(organisationTexts);
  const filters = useFilters(["q"]);
  const list = useList<NetworkView>("network", "/networks", { ...filters.values, limit: 50 });
  const empty = (
    <EmptyState title={t("networks.empty")} action={<TextLink to="/sites">{t("networks.to")}</TextLink>}>
      {t("networks.empty.what")}
    </EmptyState>
  );
  return (
    <>
      <PageHeader
        title={t("networks")}
        lead={t("networks.lead")}
        actions={<ExportMenu path="/network-export" query={filters.values} />}
      />
      <OrganisationTabs current="networks" />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText label={t("search")} value={filters.values.q} onChange={(q) => filters.set("q", q)} />
      </FilterBar>
      <DataTable
        caption={t("networks")}
        columns={columnsOf(t)}
        list={list}
        rowKey={(network) => network.id}
        rowTo={(network) => `/sites/${network.siteId}`}
        empty={empty}
      />
    </>
  );
}
