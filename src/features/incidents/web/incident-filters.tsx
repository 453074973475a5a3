import { Details } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import type { Filters } from "../../../web/filters.ts";
import { FilterChoice } from "../../../web/kit/choice-field.tsx";
import { DateFilter } from "../../../web/kit/date-field.tsx";
import { FilterBar, FilterSelect, FilterText } from "../../../web/kit/filter-bar.tsx";
import { priorities } from "../../../web/kit/priority-mark.tsx";
import type { ChoiceOf } from "../../../web/kit/use-choices.ts";
import { useOptions } from "../../../web/kit/use-options.ts";
import { incidentStates } from "../contract/words.ts";
import { texts } from "../texts.ts";
import { FollowedFilters, withoutField } from "./followed-filters.tsx";

export const filterNames = [
  "q",
  "open",
  "state",
  "priority",
  "areaId",
  "serviceId",
  "systemId",
  "supplierId",
  "unitId",
  "category",
  "cause",
  "source",
  "major",
  "reopened",
  "promiseKept",
  "late",
  "counted",
  "openedFrom",
  "openedBefore",
  "restoredFrom",
  "restoredBefore",
  "closedFrom",
  "closedBefore",
  "openAt",
  "downFrom",
  "downBefore",
  "assignmentGroup",
] as const;
export type FilterName = (typeof filterNames)[number];

interface Props {
  readonly filters: Filters<FilterName>;
}

interface Choices {
  readonly categories: readonly string[];
  readonly sources: readonly string[];
}

function useChoices(): Choices {
  const found = useQuery({
    queryKey: ["incident", "choices"],
    queryFn: ({ signal }) => api.get<Choices>("/incident-filter-choices", {}, signal),
  });
  return found.data ?? { categories: [], sources: [] };
}

const sameOf = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

function MoreFilters({ filters }: Props) {
  const t = useTexts(texts);
  const { values, set } = filters;
  const choices = useChoices();
  const yesNo = [
    { value: "true", label: t("yes") },
    { value: "false", label: t("no") },
  ];
  const select = (name: FilterName, label: string, options: readonly { value: string; label: string }[]) => (
    <FilterSelect
      label={label}
      value={values[name]}
      options={options}
      onChange={(value) => set(name, value)}
    />
  );
  const choice = (name: FilterName, of: ChoiceOf, label: string) => (
    <FilterChoice of={of} label={label} value={values[name]} onChange={(value) => set(name, value)} />
  );
  return (
    <div className="b-filters">
      {choice("serviceId", "service", t("reach.service"))}
      {choice("systemId", "system", t("column.systems"))}
      {choice("supplierId", "supplier", t("filter.supplier"))}
      {choice("unitId", "unit", t("column.unit"))}
      {select("category", t("column.category"), sameOf(choices.categories))}
      {select("source", t("column.source"), sameOf(choices.sources))}
      {select("major", t("column.major"), yesNo)}
      {select("reopened", t("column.reopened"), yesNo)}
      {select("promiseKept", t("column.promise-kept"), yesNo)}
      {select("late", t("column.late"), yesNo)}
      {values.late === undefined ? null : <p className="b-quiet i-filter-what">{t("late.what")}</p>}
    </div>
  );
}

const shownFirst: readonly FilterName[] = [
  "q",
  "open",
  "state",
  "priority",
  "areaId",
  "openedFrom",
  "openedBefore",
];

/** The few that are used all day stand open; the rest is one step away, and open while one of them is set. */
export function IncidentFilters({ filters }: Props) {
  const t = useTexts(texts);
  const { values, set } = filters;
  const areas = useOptions("service-area", "/service-areas");
  const elsewhere: readonly FilterName[] = [...shownFirst, ...withoutField];
  const moreSet = filterNames.some((name) => !elsewhere.includes(name) && values[name] !== undefined);
  return (
    <div className="i-filters">
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText label={t("filter.search")} value={values.q} onChange={(value) => set("q", value)} />
        <FilterSelect
          label={t("filter.open")}
          value={values.open}
          options={[
            { value: "true", label: t("filter.open.true") },
            { value: "false", label: t("filter.open.false") },
          ]}
          onChange={(value) => set("open", value)}
        />
        <FilterSelect
          label={t("column.state")}
          value={values.state}
          options={incidentStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
          onChange={(value) => set("state", value)}
        />
        <FilterSelect
          label={t("column.priority")}
          value={values.priority}
          options={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
          onChange={(value) => set("priority", value)}
        />
        <FilterSelect
          label={t("filter.area")}
          value={values.areaId}
          options={areas}
          onChange={(value) => set("areaId", value)}
        />
        <DateFilter
          label={t("filter.from")}
          value={values.openedFrom}
          onChange={(day) => set("openedFrom", day)}
        />
        <DateFilter
          label={t("filter.before")}
          value={values.openedBefore}
          onChange={(day) => set("openedBefore", day)}
        />
      </FilterBar>
      <Details defaultOpen={moreSet} className="i-more-filters">
        <Details.Summary>{t("filter.more")}</Details.Summary>
        <Details.Content>
          <MoreFilters filters={filters} />
        </Details.Content>
      </Details>
      <FollowedFilters filters={filters} />
    </div>
  );
}
