import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parsePeriod } from "../../../shared/period-parser.ts";
import { periodAt, type Period } from "../../../shared/periods.ts";
import { api } from "../../../web/api.ts";
import { useFormat } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { now } from "../../../web/kit/local-time.ts";
import {
  dimensions,
  serviceKeys,
  splitKeys,
  type Breakdown,
  type Dimension,
  type Figures,
  type Series,
} from "../contract.ts";

const names = [
  "period",
  "against",
  "figure",
  "by",
  "areaId",
  "serviceId",
  "systemId",
  "supplierId",
  "unitId",
] as const;

export const chartKeys = [...splitKeys, ...serviceKeys] as const;
export type ChartKey = (typeof chartKeys)[number];

const isDimension = (text: string | undefined): text is Dimension => dimensions.some((one) => one === text);
const isChartKey = (text: string | undefined): text is ChartKey => chartKeys.some((one) => one === text);

/** What the page shows, as it stands in the address; with nothing there the quarter that goes on. */
export function useQuestion() {
  const { timeZone } = useFormat();
  const filters = useFilters(names);
  const { period, against = "year-before", figure, by, ...filter } = filters.values;
  const parsed = period === undefined ? null : parsePeriod(period);
  const shown: Period = parsed?.ok === true ? parsed.period : periodAt(now(), "quarter", timeZone);
  const compared = against === "none" ? undefined : against;
  return {
    filters,
    period: shown,
    against: compared,
    key: isChartKey(figure) ? figure : ("incidents" as const),
    by: isDimension(by) ? by : ("service" as const),
    query: { ...filter, period: shown.code, against: compared },
  };
}

export type Question = ReturnType<typeof useQuestion>;

/** Asked again whenever an incident changes: the key begins with the journal's subject. */
function useAnswer<T>(path: string, query: Readonly<Record<string, string | undefined>>, enabled = true) {
  return useQuery({
    queryKey: ["incident", path, query],
    queryFn: ({ signal }) => api.get<T>(path, query, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export const useFigures = ({ query }: Question) => useAnswer<Figures>("/figures", query);

const isSeries = (key: ChartKey) => splitKeys.some((one) => one === key);
export const useSeries = ({ query, key }: Question) =>
  useAnswer<Series>("/figures/series", { ...query, figure: key }, isSeries(key));

export const useBreakdown = ({ query, key, by }: Question) =>
  useAnswer<Breakdown>("/figures/breakdown", { ...query, figure: key, by });

interface Area {
  readonly id: string;
  readonly name: string;
}

export function useAreas(): readonly Area[] {
  const areas = useQuery({
    queryKey: ["service-area", "all"],
    queryFn: ({ signal }) => api.get<{ items: readonly Area[] }>("/service-areas", { limit: "200" }, signal),
  });
  return areas.data?.items ?? [];
}
