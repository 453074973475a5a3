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
  type OpeningOut,
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

/** What statistics open with, asked for only where the address names no period. */
function useOpening(wanted: boolean) {
  return useQuery({
    queryKey: ["incident", "/figures/opening-period"],
    queryFn: ({ signal }) => api.get<OpeningOut>("/figures/opening-period", {}, signal),
    enabled: wanted,
  });
}

/** What the page shows, as it stands in the address; with nothing there the latest complete period with incidents. */
export function useQuestion() {
  const { timeZone } = useFormat();
  const filters = useFilters(names);
  const { period, against: asked, figure, by, ...filter } = filters.values;
  const parsed = period === undefined ? null : parsePeriod(period);
  const opening = useOpening(period === undefined);
  const opened = opening.data ?? { period: periodAt(now(), "quarter", timeZone), against: "year-before" };
  const shown: Period = parsed?.ok === true ? parsed.period : opened.period;
  const against = asked ?? (period === undefined ? opened.against : "year-before");
  const compared = against === "none" ? undefined : against;
  return {
    filters,
    /** False until it is known what to ask: a period that cannot be read is not answered with another. */
    ready: parsed === null ? !opening.isPending : parsed.ok,
    /** Set where the period is ours and not the reader's. */
    opening: period === undefined ? opening.data : undefined,
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

export const useFigures = ({ query, ready }: Question) => useAnswer<Figures>("/figures", query, ready);

const isSeries = (key: ChartKey) => splitKeys.some((one) => one === key);
export const useSeries = ({ query, key, ready }: Question) =>
  useAnswer<Series>("/figures/series", { ...query, figure: key }, ready && isSeries(key));

export const useBreakdown = ({ query, key, by, ready }: Question) =>
  useAnswer<Breakdown>("/figures/breakdown", { ...query, figure: key, by }, ready);

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
