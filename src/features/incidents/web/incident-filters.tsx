import { Details } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import type { Filters } from "../../../web/filters.ts";
import { TextField } from "../../../web/kit/fields.tsx";
import { FilterBar, FilterSelect, FilterText } from "../../../web/kit/filter-bar.tsx";
import { parseDate } from "../../../web/kit/local-time.ts";
import { kitTexts } from "../../../web/kit/texts.ts";
import { useOptions } from "../../../web/kit/use-options.ts";
import { incidentStates } from "../contract/words.ts";
import { texts } from "../texts.ts";
import { priorities } from "./badges.tsx";

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
  "counted",
  "openedFrom",
  "openedBefore",
  "restoredFrom",
  "restoredBefore",
  "closedFrom",
  "closedBefore",
] as const;
type Name = (typeof filterNames)[number];

interface Props {
  readonly filters: Filters<Name>;
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

/** A day as people write it here, in every browser and language; half of one narrows nothing. */
function DateFilter(props: { readonly label: string; readonly name: Name; readonly filters: Filters<Name> }) {
  const { label, name, filters } = props;
  const { values, set } = filters;
  const t = useTexts(kitTexts);
  const standing = values[name] ?? "";
  const [draft, setDraft] = useState({ before: standing, day: standing, text: standing });
  // Cleared or followed from elsewhere: what stands in the address is what is shown.
  if (standing === draft.day && draft.before !== draft.day) setDraft({ ...draft, before: draft.day });
  const text = standing === draft.day || standing === draft.before ? draft.text : standing;
  const wrong = text.length >= 10 && parseDate(text) === null;
  const write = (next: string) => {
    const day = next === "" ? "" : (parseDate(next)?.toString() ?? standing);
    setDraft({ before: standing, day, text: next });
    if (day !== standing) set(name, day || undefined);
  };
  return (
    <TextField
      label={label}
      value={text}
      inputMode="numeric"
      placeholder={t("instant.date.hint")}
      error={wrong ? t("instant.wrong") : undefined}
      onChange={write}
    />
  );
}

function MoreFilters({ filters }: Props) {
  const t = useTexts(texts);
  const { values, set } = filters;
  const choices = useChoices();
  const yesNo = [
    { value: "true", label: t("yes") },
    { value: "false", label: t("no") },
  ];
  const select = (name: Name, label: string, options: readonly { value: string; label: string }[]) => (
    <FilterSelect
      label={label}
      value={values[name]}
      options={options}
      onChange={(value) => set(name, value)}
    />
  );
  return (
    <div className="b-filters">
      {select("serviceId", t("reach.service"), useOptions("service", "/services"))}
      {select("systemId", t("column.systems"), useOptions("system", "/systems"))}
      {select("supplierId", t("filter.supplier"), useOptions("supplier", "/suppliers"))}
      {select("unitId", t("column.unit"), useOptions("unit", "/units"))}
      {select("category", t("column.category"), sameOf(choices.categories))}
      {select("source", t("column.source"), sameOf(choices.sources))}
      {select("major", t("column.major"), yesNo)}
      {select("reopened", t("column.reopened"), yesNo)}
      {select("promiseKept", t("column.promise-kept"), yesNo)}
    </div>
  );
}

const shownFirst: readonly Name[] = [
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
  const moreSet = filterNames.some((name) => !shownFirst.includes(name) && values[name] !== undefined);
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
        <DateFilter label={t("filter.from")} name="openedFrom" filters={filters} />
        <DateFilter label={t("filter.before")} name="openedBefore" filters={filters} />
      </FilterBar>
      <Details defaultOpen={moreSet} className="i-more-filters">
        <Details.Summary>{t("filter.more")}</Details.Summary>
        <Details.Content>
          <MoreFilters filters={filters} />
        </Details.Content>
      </Details>
    </div>
  );
}
