import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { Format } from "../../../shared/format.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { FilterBar, FilterText } from "../../../web/kit/filter-bar.tsx";
import { ExportMenu } from "../../../web/kit/export-menu.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import type { SupplierView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";
import { EmptyList, SupplierTabs, type T } from "./parts.tsx";
import { SupplierForm } from "./supplier-form.tsx";

function columnsOf(t: T, format: Format): readonly Column<SupplierView>[] {
  return [
    { id: "name", header: t("name"), cell: (row) => row.name },
    { id: "support", header: t("support"), cell: (row) => row.supportRoute || "–" },
    { id: "systems", header: t("systems"), align: "end", cell: (row) => format.number(row.systemCount) },
    {
      id: "agreements",
      header: t("agreements"),
      align: "end",
      cell: (row) => format.number(row.agreementCount),
    },
  ];
}

/** Every supplier of the organisation. */
export function SuppliersPage() {
  const t = useTexts(catalogueTexts);
  const format = useFormat();
  const may = useMay();
  const filters = useFilters(["q"]);
  const list = useList<SupplierView>("supplier", "/suppliers", { ...filters.values, limit: 50 });
  const [adding, setAdding] = useState(false);
  const add = may("catalogue:edit") ? (
    <Button data-primary-action onClick={() => setAdding(true)}>
      {t("supplier.add")}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={t("suppliers")}
        lead={t("suppliers.lead")}
        actions={
          <>
            {add}
            <ExportMenu path="/supplier-export" query={filters.values} />
          </>
        }
      />
      <SupplierTabs current="suppliers" />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText label={t("search")} value={filters.values.q} onChange={(q) => filters.set("q", q)} />
      </FilterBar>
      <DataTable
        caption={t("suppliers")}
        columns={columnsOf(t, format)}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/suppliers/${row.id}`}
        empty={<EmptyList of="suppliers" filtered={filters.active} />}
      />
      {adding ? <SupplierForm onClose={() => setAdding(false)} /> : null}
    </>
  );
}
