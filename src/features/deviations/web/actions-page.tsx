import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { FilterChoice } from "../../../web/kit/choice-field.tsx";
import { FilterBar, FilterSelect, FilterText } from "../../../web/kit/filter-bar.tsx";
import { now } from "../../../web/kit/local-time.ts";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { PeriodField } from "../../../web/kit/period-field.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import { actionStates, type ActionView } from "../contract.ts";
import { deviationTexts } from "../texts.ts";
import { ActionForm } from "./action-form.tsx";
import { usePeriodFilter } from "./deviations-page.tsx";
import { ActionBadge, FollowUpTabs } from "./parts.tsx";
import "./deviations.css";

const names = ["q", "state", "supplierId", "recommended", "overdue", "from", "until", "sort"] as const;

const unfinished = new Set<ActionView["state"]>(["proposed", "accepted", "ongoing"]);

/** The day it is due; that it has passed is said in words. */
export function Due({ action }: { readonly action: Pick<ActionView, "dueOn" | "state"> }) {
  const t = useTexts(deviationTexts);
  const format = useFormat();
  if (action.dueOn === null) return "–";
  const late = unfinished.has(action.state) && action.dueOn < format.date(now());
  return (
    <span className="b-number">
      {action.dueOn}
      {late ? <strong> {t("due.overdue")}</strong> : null}
    </span>
  );
}

function useColumns(): Column<ActionView>[] {
  const t = useTexts(deviationTexts);
  return [
    { id: "title", header: t("title"), cell: (row) => row.title },
    { id: "state", header: t("state"), cell: (row) => <ActionBadge state={row.state} /> },
    { id: "due", header: t("due"), sort: "due", cell: (row) => <Due action={row} /> },
    { id: "owner", header: t("owner"), cell: (row) => row.ownerRole || "–" },
    { id: "supplier", header: t("supplier"), cell: (row) => row.supplier?.name ?? "–" },
    {
      id: "about",
      header: t("about"),
      wideOnly: true,
      cell: (row) =>
        row.about.length === 0
          ? "–"
          : row.about.map((one, index) => (
              <span key={one.id}>
                {index === 0 ? "" : ", "}
                <span className={one.number === null ? "" : "b-ref"}>{one.number ?? one.name}</span>
              </span>
            )),
    },
    {
      id: "number",
      header: t("number"),
      sort: "number",
      cell: (row) => <span className="b-number b-ref">{row.number}</span>,
    },
  ];
}

export function ActionsPage() {
  const t = useTexts(deviationTexts);
  const may = useMay();
  const filters = useFilters(names, ["sort"]);
  const period = usePeriodFilter(useFilters(["from", "until"]));
  const [adding, setAdding] = useState(false);
  const list = useList<ActionView>("action", "/actions", { ...filters.values });
  const add = (
    <Button data-primary-action onClick={() => setAdding(true)}>
      {t("add.action")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("actions")}
        lead={t("actions.lead")}
        actions={may("deviation:edit") ? add : undefined}
      />
      <FollowUpTabs current="actions" />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText label={t("search")} value={filters.values.q} onChange={(q) => filters.set("q", q)} />
        <PeriodField label={t("period")} {...period} />
        <FilterSelect
          label={t("state")}
          value={filters.values.state}
          options={actionStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
          onChange={(state) => filters.set("state", state)}
        />
        <FilterChoice
          of="supplier"
          label={t("supplier")}
          value={filters.values.supplierId}
          onChange={(id) => filters.set("supplierId", id)}
        />
        <FilterSelect
          label={t("overdue")}
          value={filters.values.overdue}
          options={[{ value: "true", label: t("overdue.only") }]}
          onChange={(overdue) => filters.set("overdue", overdue)}
        />
      </FilterBar>
      <DataTable
        caption={t("actions")}
        columns={useColumns()}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/actions/${row.id}`}
        sorting={{ by: filters.values.sort ?? "due", onChange: (by) => filters.set("sort", by) }}
        empty={<EmptyState title={t("empty.actions")}>{t("empty.actions.what")}</EmptyState>}
      />
      {adding ? <ActionForm onClose={() => setAdding(false)} /> : null}
    </>
  );
}
