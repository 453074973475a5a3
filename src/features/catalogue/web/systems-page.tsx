import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useMay, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { FilterChoice } from "../../../web/kit/choice-field.tsx";
import { FilterBar, FilterText } from "../../../web/kit/filter-bar.tsx";
import { ExportMenu } from "../../../web/kit/export-menu.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import type { SystemView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";
import { CatalogueTabs, EmptyList, type T } from "./parts.tsx";
import { SystemForm } from "./system-form.tsx";

const current = (system: SystemView) => system.suppliers.filter((row) => row.validTo === null);

function columnsOf(t: T): readonly Column<SystemView>[] {
  return [
    { id: "name", header: t("name"), cell: (row) => row.name },
    {
      id: "supplier",
      header: t("supplier"),
      cell: (row) =>
        current(row)
          .map((one) => one.supplierName)
          .join(", ") || "–",
    },
    { id: "maker", header: t("maker"), cell: (row) => row.maker || "–", wideOnly: true },
    { id: "unit", header: t("owner"), cell: (row) => row.unitName },
    {
      id: "retired",
      header: t("marks"),
      cell: (row) =>
        row.retiredAt === null ? null : <StatusBadge tone="neutral">{t("retired")}</StatusBadge>,
    },
  ];
}

/** Every system that one sees. */
export function SystemsPage() {
  const t = useTexts(catalogueTexts);
  const may = useMay();
  const filters = useFilters(["q", "supplierId"]);
  const list = useList<SystemView>("system", "/systems", { ...filters.values, limit: 50 });
  const [adding, setAdding] = useState(false);
  const add = may("catalogue:edit") ? (
    <Button data-primary-action onClick={() => setAdding(true)}>
      {t("system.add")}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={t("systems")}
        lead={t("systems.lead")}
        actions={
          <>
            {add}
            <ExportMenu path="/system-export" query={filters.values} />
          </>
        }
      />
      <CatalogueTabs current="systems" />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText label={t("search")} value={filters.values.q} onChange={(q) => filters.set("q", q)} />
        <FilterChoice
          of="supplier"
          label={t("supplier")}
          value={filters.values.supplierId}
          onChange={(supplier) => filters.set("supplierId", supplier)}
        />
      </FilterBar>
      <DataTable
        caption={t("systems")}
        columns={columnsOf(t)}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/systems/${row.id}`}
        empty={<EmptyList of="systems" filtered={filters.active} />}
      />
      {adding ? <SystemForm onClose={() => setAdding(false)} /> : null}
    </>
  );
}
