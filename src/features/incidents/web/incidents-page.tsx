import { Button } from "@digdir/designsystemet-react";
import type { Query } from "../../../web/api.ts";
import { useMay, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { DataTable, type Column, type Sorting } from "../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { ExportMenu } from "../../../web/kit/export-menu.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { PrecisionTime } from "../../../web/kit/precision-time.tsx";
import { PriorityMark } from "../../../web/kit/priority-mark.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import { AppLink } from "../../../web/link.tsx";
import type { IncidentRow } from "../contract.ts";
import { texts } from "../texts.ts";
import { StateBadge } from "./badges.tsx";
import { filterNames, IncidentFilters } from "./incident-filters.tsx";
import "./incidents.css";

function useColumns({ allMajor = false } = {}): Column<IncidentRow>[] {
  const t = useTexts(texts);
  return [
    {
      id: "title",
      header: t("column.title"),
      cell: (row) => (
        <>
          {row.title}{" "}
          {row.major && !allMajor ? <StatusBadge tone="danger">{t("column.major")}</StatusBadge> : null}
        </>
      ),
    },
    {
      id: "state",
      header: t("column.state"),
      cell: (row) => (
        <span className="i-chips">
          <StateBadge state={row.state} />
          {row.late ? <StatusBadge tone="danger">{t("column.late")}</StatusBadge> : null}
        </span>
      ),
    },
    {
      id: "priority",
      header: t("column.priority"),
      sort: "priority",
      cell: (row) => <PriorityMark priority={row.priority} />,
    },
    {
      id: "opened",
      header: t("column.opened"),
      sort: "opened",
      cell: (row) => <PrecisionTime at={row.openedAt} precision={row.openedPrecision} />,
    },
    {
      id: "services",
      header: t("column.hits"),
      cell: (row) => [...row.services, ...row.systems].join(", ") || "–",
    },
    { id: "unit", header: t("column.unit"), wideOnly: true, cell: (row) => row.unitName },
    {
      id: "number",
      header: t("column.number"),
      sort: "number",
      cell: (row) => (
        <span>
          <span className="b-number i-whole">{row.number}</span>
          {row.sourceNumber === null ? null : <span className="b-quiet"> {row.sourceNumber}</span>}
        </span>
      ),
    },
  ];
}

function useSorting(): { sorting: Sorting; sort: string | undefined } {
  const { values, set } = useFilters(["sort"], ["sort"]);
  return { sort: values.sort, sorting: { by: values.sort, onChange: (by) => set("sort", by) } };
}

function ReportButton() {
  const t = useTexts(texts);
  const may = useMay();
  if (!may("incident:report")) return null;
  return (
    <Button asChild>
      <AppLink to="/report/incident">{t("report.title")}</AppLink>
    </Button>
  );
}

/** Every incident that one sees, filtered by what stands in the address. */
export function IncidentsPage() {
  const t = useTexts(texts);
  const { sort, sorting } = useSorting();
  const filters = useFilters(filterNames);
  const query: Query = {
    ...Object.fromEntries(filterNames.map((name) => [name, filters.all(name)])),
    sort,
  };
  const list = useList<IncidentRow>("incident", "/incidents", { ...query, limit: 50 });
  return (
    <>
      <PageHeader
        title={t("list.title")}
        lead={t("list.lead")}
        actions={<ExportMenu path="/incident-export" query={query} />}
      />
      <IncidentFilters filters={filters} />
      <DataTable
        caption={t("list.title")}
        columns={useColumns()}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/incidents/${row.id}`}
        sorting={sorting}
        empty={
          <EmptyState title={t("list.empty.title")} action={<ReportButton />}>
            {t("list.empty")}
          </EmptyState>
        }
      />
    </>
  );
}

export function MajorIncidentsPage() {
  const t = useTexts(texts);
  const { sort, sorting } = useSorting();
  const query: Query = { major: "true", sort };
  const list = useList<IncidentRow>("incident", "/incidents", { ...query, limit: 50 });
  return (
    <>
      <PageHeader
        title={t("major.title")}
        lead={t("major.lead")}
        actions={<ExportMenu path="/incident-export" query={query} />}
      />
      <DataTable
        caption={t("major.title")}
        columns={useColumns({ allMajor: true })}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/incidents/${row.id}`}
        sorting={sorting}
        empty={<EmptyState title={t("list.empty.title")}>{t("major.empty")}</EmptyState>}
      />
    </>
  );
}
