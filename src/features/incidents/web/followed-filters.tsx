import { useTexts } from "../../../web/context.tsx";
import type { Filters } from "../../../web/filters.ts";
import { FilterChips } from "../../../web/kit/filter-chips.tsx";
import { texts } from "../texts.ts";
import type { FilterName } from "./incident-filters.tsx";

/** Filters that only a figure leads to; they have no field, so they are said, and can be taken away. */
export const withoutField = [
  "counted",
  "openAt",
  "downFrom",
  "downBefore",
  "restoredFrom",
  "restoredBefore",
  "closedFrom",
  "closedBefore",
  "cause",
  "assignmentGroup",
] as const satisfies readonly FilterName[];

export function FollowedFilters({ filters }: { readonly filters: Filters<FilterName> }) {
  const t = useTexts(texts);
  const chips = withoutField.flatMap((name) => {
    const value = filters.values[name];
    if (value === undefined) return [];
    return [
      { key: name, label: t(`followed.${name}`, { value }), onRemove: () => filters.set(name, undefined) },
    ];
  });
  return <FilterChips chips={chips} />;
}
