import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { api, type Query } from "../api.ts";

export interface Total {
  readonly count: number;
  /** True above 10 000: then there are more than `count`. */
  readonly more: boolean;
}

/** One page of a list as the API answers it. */
export interface ListPage<Row> {
  readonly items: readonly Row[];
  readonly total?: Total;
  /** Where the next page begins; null after the last. */
  readonly nextCursor: string | null;
}

export interface List<Row> {
  readonly rows: readonly Row[];
  readonly total: Total | undefined;
  readonly pending: boolean;
  /** Older rows are shown while newer ones are fetched. */
  readonly refreshing: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly loadMore: () => void;
}

/**
 * Rows page after page. `subject` is the journal's subject type (`incident`), so that live updates
 * find the list; `query` is what `useFilters` holds.
 */
export function useList<Row>(subject: string, path: string, query: Query = {}): List<Row> {
  const list = useInfiniteQuery({
    queryKey: [subject, "list", path, query],
    queryFn: ({ pageParam, signal }) => api.get<ListPage<Row>>(path, { ...query, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const pages = list.data?.pages ?? [];
  return {
    rows: pages.flatMap((page) => page.items),
    total: pages[0]?.total,
    pending: list.isPending,
    refreshing: list.isFetching && !list.isFetchingNextPage,
    error: list.error,
    retry: () => void list.refetch(),
    hasMore: list.hasNextPage,
    loadingMore: list.isFetchingNextPage,
    loadMore: () => void list.fetchNextPage(),
  };
}

/** A list that is at hand whole, in the shape DataTable takes. */
export function listOf<Row>(rows: readonly Row[]): List<Row> {
  return {
    rows,
    total: { count: rows.length, more: false },
    pending: false,
    refreshing: false,
    error: null,
    retry: () => undefined,
    hasMore: false,
    loadingMore: false,
    loadMore: () => undefined,
  };
}
