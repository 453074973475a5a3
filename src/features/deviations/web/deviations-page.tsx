import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { parsePeriod } from "../../../shared/period-parser.ts";
import { periodOf } from "../../../shared/periods.ts";
import { useMay, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { FilterBar, FilterSelect, FilterText } from "../../../web/kit/filter-bar.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { PeriodField } from "../../../web/kit/period-field.tsx";
import { PrecisionTime } from "../../../web/kit/precision-time.tsx";
import { useOptions } from "../../../web/kit/use-options.ts";
import { useList } from "../../../web/kit/use-list.ts";
import { deviationKinds, type DeviationView } from "../contract.ts";
import { deviationTexts } from "../texts.ts";
import { DeviationForm } from "./deviation-form.tsx";
import { FollowUpTabs, SeverityVerdict } from "./parts.tsx";

const names = [
  "q",
  "kind",
  "areaId",
  "serviceId",
  "systemId",
  "unitId",
  "settled",
  "from",
  "until",
  "sort",
] as const;

function useColumns(): Column<DeviationView>[] {
  const t = useTexts(deviationTexts);
  return [
    { id: "title", header: t("title"), cell: (row) => row.title },
    { id: "severity", header: t("severity"), cell: (row) => <SeverityVerdict deviation={row} /> },
    { id: "service", header: t("service"), cell: (row) => row.service.name },
    { id: "kind", header: t("kind"), cell: (row) => t(`kind.${row.kind}`), wideOnly: true },
    {
      id: "found",
      header: t("found"),
      sort: "found",
      cell: (row) => <PrecisionTime at={row.found.at} precision={row.found.precision} />,
    },
    { id: "actions", header: t("actions"), align: "end", cell: (row) => String(row.actions.length) },
    {
      id: "number",
      header: t("number"),
      sort: "number",
      cell: (row) => <span className="b-number">{row.number}</span>,
    },
  ];
}

/** The two days of the address as one period, which is how people write it. */
export function usePeriodFilter(filters: ReturnType<typeof useFilters<"from" | "until">>) {
  const { from, until } = filters.values;
  const value =
    from !== undefined && until !== undefined && from < until ? periodOf(from, until).code : undefined;
  const onChange = (code: string | undefined) => {
    const parsed = code === undefined ? null : parsePeriod(code);
    filters.set("from", parsed?.ok === true ? parsed.period.from : undefined);
    filters.set("until", parsed?.ok === true ? parsed.period.until : undefined);
  };
  return { value, onChange };
}

export function DeviationsPage() {
  const t = useTexts(deviationTexts);
  const may = useMay();
  const filters = useFilters(names, ["sort"]);
  const period = usePeriodFilter(useFilters(["from", "until"]));
  const areas = useOptions("service-area", "/service-areas");
  const [adding, setAdding] = useState(false);
  const list = useList<DeviationView>("deviation", "/deviations", { ...filters.values });
  const add = (
    <Button data-primary-action onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("deviations")}
        lead={t("deviations.lead")}
        actions={may("deviation:edit") ? add : undefined}
      />
      <FollowUpTabs current="deviations" />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText label={t("search")} value={filters.values.q} onChange={(q) => filters.set("q", q)} />
        <PeriodField label={t("period")} {...period} />
        <FilterSelect
          label={t("area")}
          value={filters.values.areaId}
          options={areas}
          onChange={(id) => filters.set("areaId", id)}
        />
        <FilterSelect
          label={t("kind")}
          value={filters.values.kind}
          options={deviationKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          onChange={(kind) => filters.set("kind", kind)}
        />
        <FilterSelect
          label={t("settled")}
          value={filters.values.settled}
          options={(["false", "true"] as const).map((value) => ({ value, label: t(`settled.${value}`) }))}
          onChange={(settled) => filters.set("settled", settled)}
        />
      </FilterBar>
      <DataTable
        caption={t("deviations")}
        columns={useColumns()}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/deviations/${row.id}`}
        sorting={{ by: filters.values.sort ?? "-found", onChange: (by) => filters.set("sort", by) }}
        empty={<EmptyState title={t("empty.deviations")}>{t("empty.deviations.what")}</EmptyState>}
      />
      {adding ? <DeviationForm onClose={() => setAdding(false)} /> : null}
    </>
  );
}
