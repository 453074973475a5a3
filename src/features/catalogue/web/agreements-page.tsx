import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { Format } from "../../../shared/format.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { FilterChoice } from "../../../web/kit/choice-field.tsx";
import { FilterBar, FilterText } from "../../../web/kit/filter-bar.tsx";
import { ExportMenu } from "../../../web/kit/export-menu.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import type { AgreementView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";
import { AgreementForm } from "./agreement-form.tsx";
import { EmptyList, periodText, SupplierTabs, type T } from "./parts.tsx";

function columnsOf(t: T, format: Format): readonly Column<AgreementView>[] {
  return [
    { id: "name", header: t("name"), cell: (row) => row.name },
    { id: "supplier", header: t("supplier"), cell: (row) => row.supplierName },
    { id: "period", header: t("period"), cell: (row) => periodText(t, row.validFrom, row.validTo) },
    {
      id: "promised",
      header: t("promised"),
      cell: (row) =>
        row.promisedRestoreMinutes === null ? "–" : format.duration(row.promisedRestoreMinutes * 60),
    },
    {
      id: "processor",
      header: t("processor.short"),
      cell: (row) => t(row.processorAgreement ? "yes" : "no"),
    },
  ];
}

/** Every agreement with a supplier. */
export function AgreementsPage() {
  const t = useTexts(catalogueTexts);
  const format = useFormat();
  const may = useMay();
  const filters = useFilters(["q", "supplierId"]);
  const list = useList<AgreementView>("agreement", "/agreements", { ...filters.values, limit: 50 });
  const [adding, setAdding] = useState(false);
  const add = may("catalogue:edit") ? (
    <Button data-primary-action onClick={() => setAdding(true)}>
      {t("agreement.add")}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={t("agreements")}
        lead={t("agreements.lead")}
        actions={
          <>
            {add}
            <ExportMenu path="/agreement-export" query={filters.values} />
          </>
        }
      />
      <SupplierTabs current="agreements" />
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
        caption={t("agreements")}
        columns={columnsOf(t, format)}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/agreements/${row.id}`}
        empty={<EmptyList of="agreements" filtered={filters.active} />}
      />
      {adding ? <AgreementForm onClose={() => setAdding(false)} /> : null}
    </>
  );
}
