import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { Format } from "../../../shared/format.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { FilterBar, FilterSelect, FilterText } from "../../../web/kit/filter-bar.tsx";
import { ExportMenu } from "../../../web/kit/export-menu.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import { useOptions } from "../../../web/kit/use-options.ts";
import type { ServiceView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";
import { AreasDialog } from "./areas-dialog.tsx";
import { CatalogueTabs, EmptyList, type T } from "./parts.tsx";
import { ServiceForm } from "./service-form.tsx";

function columnsOf(t: T, format: Format): readonly Column<ServiceView>[] {
  return [
    { id: "name", header: t("name"), cell: (row) => row.name },
    { id: "area", header: t("area"), cell: (row) => row.areaName ?? "–" },
    { id: "kind", header: t("kind"), cell: (row) => (row.kind === "neither" ? "–" : t(`kind.${row.kind}`)) },
    { id: "unit", header: t("unit"), cell: (row) => row.unitName },
    {
      id: "promised",
      header: t("promised"),
      cell: (row) =>
        row.promisedRestoreMinutes === null ? "–" : format.duration(row.promisedRestoreMinutes * 60),
    },
    {
      id: "marks",
      header: t("marks"),
      cell: (row) => (
        <span className="b-actions">
          {row.vital ? <StatusBadge tone="info">{t("vital.short")}</StatusBadge> : null}
          {row.retiredAt === null ? null : <StatusBadge tone="neutral">{t("retired")}</StatusBadge>}
        </span>
      ),
    },
  ];
}

/** Every service that one sees. */
export function ServicesPage() {
  const t = useTexts(catalogueTexts);
  const format = useFormat();
  const may = useMay();
  const areas = useOptions("service-area", "/service-areas");
  const filters = useFilters(["q", "areaId", "kind"]);
  const list = useList<ServiceView>("service", "/services", { ...filters.values, limit: 50 });
  const [open, setOpen] = useState<"add" | "areas" | null>(null);
  const actions = may("catalogue:edit") ? (
    <>
      <Button data-primary-action onClick={() => setOpen("add")}>
        {t("service.add")}
      </Button>
      <Button variant="secondary" onClick={() => setOpen("areas")}>
        {t("areas")}
      </Button>
    </>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={t("services")}
        lead={t("services.lead")}
        actions={
          <>
            {actions}
            <ExportMenu path="/service-export" query={filters.values} />
          </>
        }
      />
      <CatalogueTabs current="services" />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText label={t("search")} value={filters.values.q} onChange={(q) => filters.set("q", q)} />
        <FilterSelect
          label={t("area")}
          value={filters.values.areaId}
          onChange={(area) => filters.set("areaId", area)}
          options={areas}
        />
        <FilterSelect
          label={t("kind")}
          value={filters.values.kind}
          onChange={(kind) => filters.set("kind", kind)}
          options={(["base", "optional"] as const).map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
      </FilterBar>
      <DataTable
        caption={t("services")}
        columns={columnsOf(t, format)}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/services/${row.id}`}
        empty={<EmptyList of="services" filtered={filters.active} />}
      />
      {open === "add" ? <ServiceForm onClose={() => setOpen(null)} /> : null}
      {open === "areas" ? <AreasDialog onClose={() => setOpen(null)} /> : null}
    </>
  );
}
