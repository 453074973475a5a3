import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { parsePeriod } from "../../../shared/period-parser.ts";
import { periodOf } from "../../../shared/periods.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { FilterBar, FilterSelect, FilterText } from "../../../web/kit/filter-bar.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { PeriodField } from "../../../web/kit/period-field.tsx";
import { PrecisionTime } from "../../../web/kit/precision-time.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import { breachStates, type BreachView } from "../contract.ts";
import { breachTexts } from "../texts.ts";
import { BreachForm } from "./breach-form.tsx";
import { BreachBadge, RiskBadge } from "./parts.tsx";

const names = ["q", "state", "unitId", "serviceId", "systemId", "areaId", "from", "until", "sort"] as const;

function useColumns(): Column<BreachView>[] {
  const t = useTexts(breachTexts);
  const format = useFormat();
  return [
    { id: "title", header: t("title"), cell: (row) => row.title },
    { id: "state", header: t("state"), cell: (row) => <BreachBadge state={row.state} /> },
    { id: "risk", header: t("risk"), cell: (row) => <RiskBadge risk={row.risk} /> },
    {
      id: "discovered",
      header: t("discovered"),
      sort: "discovered",
      cell: (row) => <PrecisionTime at={row.discovered.at} precision={row.discovered.precision} />,
    },
    {
      id: "people",
      header: t("people"),
      align: "end",
      cell: (row) => (row.peopleCount === null ? "–" : format.number(row.peopleCount)),
    },
    { id: "unit", header: t("unit"), cell: (row) => row.unit.name, wideOnly: true },
    {
      id: "number",
      header: t("number"),
      sort: "number",
      cell: (row) => <span className="b-number">{row.number}</span>,
    },
  ];
}

/** The register, for those whose work it is. */
export function BreachesPage() {
  const t = useTexts(breachTexts);
  const may = useMay();
  const filters = useFilters(names, ["sort"]);
  const [adding, setAdding] = useState(false);
  const { from, until, sort } = filters.values;
  const query = { ...filters.values, state: filters.all("state") };
  const list = useList<BreachView>("breach", "/breaches", query);
  const period =
    from !== undefined && until !== undefined && from < until ? periodOf(from, until).code : undefined;
  const setPeriod = (code: string | undefined) => {
    const parsed = code === undefined ? null : parsePeriod(code);
    filters.set("from", parsed?.ok === true ? parsed.period.from : undefined);
    filters.set("until", parsed?.ok === true ? parsed.period.until : undefined);
  };
  const add = (
    <Button data-primary-action onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("breaches")}
        lead={t("breaches.lead")}
        actions={may("breach:edit") ? add : undefined}
      />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText label={t("search")} value={filters.values.q} onChange={(q) => filters.set("q", q)} />
        <PeriodField label={t("period")} value={period} onChange={setPeriod} />
        <FilterSelect
          label={t("state")}
          value={filters.all("state").length > 1 ? undefined : filters.values.state}
          options={breachStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
          onChange={(state) => filters.set("state", state)}
        />
      </FilterBar>
      <DataTable
        caption={t("breaches")}
        columns={useColumns()}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/breaches/${row.id}`}
        sorting={{ by: sort ?? "-discovered", onChange: (by) => filters.set("sort", by) }}
        empty={<EmptyState title={t("empty")}>{t("empty.what")}</EmptyState>}
      />
      {adding ? <BreachForm onClose={() => setAdding(false)} /> : null}
    </>
  );
}
