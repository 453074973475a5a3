import { useQuery } from "@tanstack/react-query";
import { api, type Query } from "../api.ts";
import type { Option } from "./fields.tsx";
import type { ListPage } from "./use-list.ts";

export interface Named {
  readonly id: string;
  readonly name: string;
  /** Names from the topmost down to this one, for what stands in a tree. */
  readonly path?: readonly string[];
}

export function labelOf({ name, path = [] }: Named): string {
  return path.length > 1 ? path.slice(1).join(" / ") : name;
}

/** The first 500 of a list, as choices in a select. */
export function useOptions(subject: string, path: string, query: Query = {}): readonly Option[] {
  const { data } = useQuery({
    queryKey: [subject, "options", path, query],
    queryFn: ({ signal }) => api.get<ListPage<Named>>(path, { ...query, limit: 500 }, signal),
  });
  return (data?.items ?? []).map((row) => ({ value: row.id, label: labelOf(row) }));
}
