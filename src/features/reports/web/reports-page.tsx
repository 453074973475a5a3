import { Button } from "@digdir/designsystemet-react";
import type { Format } from "../../../shared/format.ts";
import { periodWords } from "../../../shared/period-words.ts";
import type { Translate } from "../../../shared/texts.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { FilterBar, FilterText } from "../../../web/kit/filter-bar.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import { AppLink } from "../../../web/link.tsx";
import type { ReportRow } from "../contract.ts";
import { ReportStateBadge } from "./report-state.tsx";
import { pageTexts } from "./texts.ts";

function columns(t: Translate<typeof pageTexts>, format: Format): Column<ReportRow>[] {
  return [
    { id: "title", header: t("column.title"), cell: (row) => row.title },
    { id: "number", header: t("column.number"), cell: (row) => row.number, sort: "number" },
    { id: "period", header: t("column.period"), cell: (row) => periodWords(row.period, format.language) },
    { id: "state", header: t("column.state"), cell: (row) => <ReportStateBadge state={row.state} /> },
    {
      id: "created",
      header: t("column.created"),
      cell: (row) => format.date(row.createdAt),
      sort: "created",
      wideOnly: true,
    },
  ];
}

function NewButton() {
  const t = useTexts(pageTexts);
  return (
    <Button asChild data-primary-action>
      <AppLink to="/reports/new">{t("new")}</AppLink>
    </Button>
  );
}

export function ReportsPage() {
  const t = useTexts(pageTexts);
  const format = useFormat();
  const may = useMay();
  const filters = useFilters(["q", "sort"], ["sort"]);
  const list = useList<ReportRow>("report", "/reports", filters.values);
  const writes = may("report:edit");
  const adding = writes ? { action: <NewButton /> } : {};
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        {...(writes && list.rows.length > 0 ? { actions: <NewButton /> } : {})}
      />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText label={t("search")} value={filters.values.q} onChange={(q) => filters.set("q", q)} />
      </FilterBar>
      <DataTable
        caption={t("title")}
        columns={columns(t, format)}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/reports/${row.id}`}
        sorting={{ by: filters.values.sort, onChange: (by) => filters.set("sort", by) }}
        empty={
          filters.active ? (
            <EmptyState title={t("none")}>{t("none.what")}</EmptyState>
          ) : (
            <EmptyState title={t("empty")} {...adding}>
              {t(writes ? "empty.what" : "empty.reader")}
            </EmptyState>
          )
        }
      />
    </>
  );
}
