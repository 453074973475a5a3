import type { Period } from "../../shared/periods.ts";
import type { Dimension, FigureFilter, FigureKey } from "./contract.ts";

type Search = Record<string, string | readonly string[] | undefined>;

/** Which of the lists' filters say the same as the figure's definition. */
const lists: Record<FigureKey, (period: Period) => { path: string; search: Search } | null> = {
  incidents: (period) => incidents({ ...opened(period) }),
  majorIncidents: (period) => incidents({ ...opened(period), major: "true" }),
  timeToAcknowledge: (period) => incidents({ ...opened(period) }),
  closed: (period) => incidents({ closedFrom: period.from, closedBefore: period.until }),
  backlog: (period) => incidents({ openAt: period.until }),
  restoredWithinPromise: (period) => incidents({ ...restored(period), promiseKept: "true" }),
  timeToRestore: (period) => incidents({ ...restored(period) }),
  reopenRate: (period) => incidents({ ...restored(period), reopened: "true" }),
  outageMinutes: (period) => incidents({ downFrom: period.from, downBefore: period.until }),
  plannedOutageMinutes: ({ from, until }) => ({
    path: "/planned-outages",
    search: { downFrom: from, downBefore: until },
  }),
  breaches: ({ from, until }) => ({
    path: "/breaches",
    search: { from, until, state: ["suspected", "confirmed"] },
  }),
  deviations: ({ from, until }) => ({ path: "/deviations", search: { from, until } }),
  actions: ({ from, until }) => ({ path: "/actions", search: { from, until } }),
};

const incidents = (search: Search) => ({ path: "/incidents", search: { ...search, counted: "true" } });
const opened = ({ from, until }: Period) => ({ openedFrom: from, openedBefore: until });
const restored = ({ from, until }: Period) => ({ restoredFrom: from, restoredBefore: until });

const dimensionFilters: Record<Dimension, string | null> = {
  service: "serviceId",
  area: "areaId",
  system: "systemId",
  supplier: "supplierId",
  unit: "unitId",
  priority: "priority",
  category: "category",
  cause: "cause",
  state: "state",
  source: "source",
  assignmentGroup: "assignmentGroup",
};

/** The page that lists exactly the records behind a figure; null where no list says the same. */
export function recordsOf(
  key: FigureKey,
  period: Period,
  filter: FigureFilter,
  within?: { by: Dimension; id: string | null },
): string | null {
  const list = lists[key](period);
  if (list === null) return null;
  // Planned minutes are narrowed by service and area alone, so their list is too.
  const { areaId, serviceId } = filter;
  const narrowed = list.path === "/planned-outages" ? { areaId, serviceId } : filter;
  const search: Search = { ...list.search, ...narrowed };
  if (within !== undefined) {
    const name = dimensionFilters[within.by];
    if (name === null || within.id === null) return null;
    search[name] = within.id;
  }
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    for (const one of [value ?? []].flat()) given.append(name, one);
  return `${list.path}?${given.toString()}`;
}
