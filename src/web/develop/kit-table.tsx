import type { Format } from "../../shared/format.ts";
import type { Translate } from "../../shared/texts.ts";
import { useFormat, useTexts } from "../context.tsx";
import { useFilters } from "../filters.ts";
import { DataTable, type Column } from "../kit/data-table.tsx";
import { FilterBar, FilterSelect, FilterText } from "../kit/filter-bar.tsx";
import { Section } from "../kit/page-header.tsx";
import { PrecisionTime } from "../kit/precision-time.tsx";
import { StatusBadge } from "../kit/status-badge.tsx";
import { listOf } from "../kit/use-list.ts";
import { kitPageTexts } from "./texts.ts";

const rows = [
  { id: "1", status: "down", at: "2023-04-12T05:00:00Z", precision: "minute", people: 1240 },
  { id: "2", status: "up", at: "2023-04-11T12:00:00Z", precision: "day", people: 12 },
  { id: "3", status: "degraded", at: "2017-02-24T01:00:00Z", precision: "night", people: 19_000 },
] as const;

type Row = (typeof rows)[number];

const tones = { down: "danger", degraded: "warning", up: "success" } as const;

function columnsOf(t: Translate<typeof kitPageTexts>, format: Format): readonly Column<Row>[] {
  return [
    { id: "title", header: t("column.title"), cell: (row) => t(`row.${row.id}`) },
    {
      id: "status",
      header: t("column.status"),
      cell: (row) => <StatusBadge tone={tones[row.status]}>{t(`status.${row.status}`)}</StatusBadge>,
    },
    {
      id: "started",
      header: t("column.started"),
      sort: "started",
      cell: (row) => <PrecisionTime at={row.at} precision={row.precision} />,
    },
    {
      id: "people",
      header: t("column.people"),
      align: "end",
      cell: (row) => format.number(row.people),
    },
  ];
}

export function KitTable() {
  const t = useTexts(kitPageTexts);
  const format = useFormat();
  const filters = useFilters(["service", "q", "sort"], ["sort"]);
  const wanted = filters.values.q?.toLocaleLowerCase() ?? "";
  const columns = columnsOf(t, format);
  const shown = rows.filter((row) => t(`row.${row.id}`).toLocaleLowerCase().includes(wanted));
  return (
    <Section title={t("table")}>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText
          label={t("filter.text")}
          value={filters.values.q}
          onChange={(value) => filters.set("q", value)}
        />
        <FilterSelect
          label={t("filter.service")}
          value={filters.values.service}
          onChange={(value) => filters.set("service", value)}
          options={[
            { value: "mail", label: t("service.mail") },
            { value: "pay", label: t("service.pay") },
          ]}
        />
      </FilterBar>
      <DataTable
        caption={t("table")}
        columns={columns}
        list={{ ...listOf(shown), hasMore: true }}
        rowKey={(row) => row.id}
        rowTo={(row) => `/kit?row=${row.id}`}
        sorting={{ by: filters.values.sort, onChange: (by) => filters.set("sort", by) }}
      />
    </Section>
  );
}
