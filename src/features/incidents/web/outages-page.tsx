import { Button } from "@digdir/designsystemet-react";
import { useMay, useTexts, useFormat } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { FilterChoice } from "../../../web/kit/choice-field.tsx";
import { FilterChips } from "../../../web/kit/filter-chips.tsx";
import { FilterBar, FilterSelect, FilterText } from "../../../web/kit/filter-bar.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { PrecisionTime } from "../../../web/kit/precision-time.tsx";
import { TabLinks } from "../../../web/kit/tabs.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import { useOptions } from "../../../web/kit/use-options.ts";
import { AppLink } from "../../../web/link.tsx";
import type { PlannedOutageView } from "../contract.ts";
import { plannedOutageStates } from "../contract/planned-outage.ts";
import { texts } from "../texts.ts";
import { OutageBadge } from "./badges.tsx";
import { OutageWeeks } from "./outage-weeks.tsx";
import "./incidents.css";

function useColumns(): Column<PlannedOutageView>[] {
  const t = useTexts(texts);
  const format = useFormat();
  return [
    { id: "title", header: t("column.title"), cell: (row) => row.title },
    { id: "state", header: t("outages.state"), cell: (row) => <OutageBadge outage={row} /> },
    { id: "week", header: t("outages.week"), cell: (row) => format.week(format.isoWeek(row.startsAt)) },
    { id: "starts", header: t("outages.starts"), cell: (row) => <PrecisionTime at={row.startsAt} /> },
    { id: "ends", header: t("outages.ends"), cell: (row) => <PrecisionTime at={row.endsAt} /> },
    {
      id: "services",
      header: t("column.services"),
      cell: (row) => row.services.map(({ name }) => name).join(", ") || "–",
    },
    {
      id: "number",
      header: t("column.number"),
      wideOnly: true,
      cell: (row) => <span className="b-number i-whole">{row.number}</span>,
    },
  ];
}

function PlanButton() {
  const t = useTexts(texts);
  const may = useMay();
  if (!may("planned-outage:edit")) return null;
  return (
    <Button asChild>
      <AppLink to="/report/planned-outage">{t("outages.plan")}</AppLink>
    </Button>
  );
}

const filterNames = ["q", "status", "serviceId", "areaId", "downFrom", "downBefore"] as const;

function OutageList() {
  const t = useTexts(texts);
  const { values, set, clear, active } = useFilters(filterNames);
  const areas = useOptions("service-area", "/service-areas");
  const list = useList<PlannedOutageView>("planned-outage", "/planned-outages", {
    ...values,
    order: "desc",
    limit: 50,
  });
  return (
    <>
      <FilterBar active={active} onClear={clear}>
        <FilterText label={t("filter.search")} value={values.q} onChange={(q) => set("q", q)} />
        <FilterSelect
          label={t("outages.state")}
          value={values.status}
          options={plannedOutageStates.map((state) => ({ value: state, label: t(`outage.${state}`) }))}
          onChange={(value) => set("status", value)}
        />
        <FilterChoice
          of="service"
          label={t("reach.service")}
          value={values.serviceId}
          onChange={(value) => set("serviceId", value)}
        />
        <FilterSelect
          label={t("filter.area")}
          value={values.areaId}
          options={areas}
          onChange={(value) => set("areaId", value)}
        />
      </FilterBar>
      <FilterChips
        chips={(["downFrom", "downBefore"] as const).flatMap((name) => {
          const value = values[name];
          if (value === undefined) return [];
          return [
            { key: name, label: t(`outages.${name}`, { value }), onRemove: () => set(name, undefined) },
          ];
        })}
      />
      <DataTable
        caption={t("outages.title")}
        columns={useColumns()}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/planned-outages/${row.id}`}
        empty={<EmptyState title={t("list.empty.title")}>{t("outages.empty")}</EmptyState>}
      />
    </>
  );
}

/** Announced interruptions: as a list, or week by week. */
export function OutagesPage() {
  const t = useTexts(texts);
  const { values } = useFilters(["view"]);
  const weeks = values.view === "weeks";
  return (
    <>
      <PageHeader title={t("outages.title")} lead={t("outages.lead")} actions={<PlanButton />} />
      <TabLinks
        label={t("outages.title")}
        tabs={[
          { label: t("outages.list"), to: "/planned-outages", current: !weeks },
          { label: t("outages.calendar"), to: "/planned-outages", search: { view: "weeks" }, current: weeks },
        ]}
      />
      {weeks ? <OutageWeeks /> : <OutageList />}
    </>
  );
}
