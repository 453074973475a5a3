import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, type Query } from "../api.ts";
import type { Option } from "./fields.tsx";
import { labelOf, type Named } from "./use-options.ts";
import type { ListPage } from "./use-list.ts";

/** What is chosen from, where there may be thousands: the name of its subject, and its list in the API. */
export const choiceLists = {
  unit: "/units",
  site: "/sites",
  service: "/services",
  system: "/systems",
  supplier: "/suppliers",
} as const;
export type ChoiceOf = keyof typeof choiceLists;

/** So many are read at a time; who wants another writes more of its name. */
const SHOWN = 50;
const settleMs = 200;

export interface Choices {
  readonly options: readonly Option[];
  /** How many there are of what was written; null until it is known. */
  readonly total: number | null;
  readonly searching: boolean;
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settleMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

export function useChoices(of: ChoiceOf, typed: string, query: Query = {}): Choices {
  const q = useSettled(typed.trim());
  const found = useQuery({
    queryKey: [of, "choices", q, query],
    queryFn: ({ signal }) =>
      api.get<ListPage<Named>>(
        choiceLists[of],
        { ...query, ...(q !== "" && { q }), limit: SHOWN, page: 1 },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const rows = found.data?.items ?? [];
  return {
    options: rows.map((row) => ({ value: row.id, label: labelOf(row) })),
    total: found.data?.total?.count ?? null,
    searching: found.isPlaceholderData || q !== typed.trim(),
  };
}

/** The name of the one that is chosen, where it is not among those shown. */
export function useNameOf(of: ChoiceOf, id: string, known: string | undefined): string {
  const found = useQuery({
    queryKey: [of, id, "name"],
    queryFn: ({ signal }) => api.get<Named>(`${choiceLists[of]}/${id}`, {}, signal),
    enabled: id !== "" && known === undefined,
    // One that may not be seen has no name here.
    retry: false,
  });
  return known ?? (found.data === undefined || id === "" ? "" : labelOf(found.data));
}
