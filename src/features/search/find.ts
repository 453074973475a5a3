import { PAGE_REACH } from "../../shared/lists.ts";
import { holds } from "../../platform/actor.ts";
import { query, type QueryContext } from "../../platform/verb/query.ts";
import { organisationZone } from "../../platform/zone.ts";
import { listBreaches } from "../breaches/index.ts";
import { listServices, listSuppliers, listSystems, seesService } from "../catalogue/index.ts";
import { listActions, listDeviations } from "../deviations/index.ts";
import { openStates } from "../incidents/contract.ts";
import { searchIncidents, searchPlannedOutages } from "../incidents/index.ts";
import { listSites, listUnits } from "../organisation/index.ts";
import { listReports } from "../reports/index.ts";
import { findInput, found, type FoundType, type Hit } from "./contract.ts";
import { bestFirst, isNumber, recordOf } from "./rules.ts";

interface Asked {
  context: QueryContext<{ q: string; limit: number }>;
  q: string;
  limit: number;
  zone: string;
}

interface Matches {
  hits: Hit[];
  count: number;
}

/** One type of record: who may look for it, and how its own list finds it. */
interface Place {
  type: FoundType;
  needs: string;
  find(asked: Asked): Promise<Matches>;
}

/** Names are ranked here, among so many: a municipality has hundreds of them. */
const RANKED = 200;

const nothing = { number: null, about: null, passage: null, at: null, open: null };

function named<Row extends { id: string; name: string }>(
  { q, limit }: Asked,
  listed: { items: Row[]; count: number },
  aboutOf: (row: Row) => string | null,
): Matches {
  const hits = bestFirst(listed.items, q)
    .slice(0, limit)
    .map((row) => ({ ...nothing, id: row.id, name: row.name, about: aboutOf(row) }));
  return { hits, count: listed.count };
}

const flat = <Row>({ items, total }: { items: Row[]; total: { count: number; more: boolean } }) => ({
  items,
  count: total.more ? PAGE_REACH + 1 : total.count,
});

/** The number asked for comes first where it begins others; otherwise the newest do. */
const orderOf = (q: string, newest: string) => (isNumber(q) ? "number" : newest);

const happenings: readonly Place[] = [
  {
    type: "incident",
    needs: "incident:read",
    async find({ context: { db, sees, now }, q, limit }) {
      const sight = { seen: sees("i.unit_id", "incident:read"), now };
      const { items, count } = await searchIncidents(db, q, limit, sight);
      const open = new Set<string>(openStates);
      const hits = items.map(({ id, number, title, unitName, openedAt, state, passage }) => ({
        id,
        number,
        name: title,
        about: unitName,
        passage,
        at: openedAt,
        open: open.has(state),
      }));
      return { hits, count };
    },
  },
  {
    type: "planned-outage",
    needs: "planned-outage:read",
    async find({ context: { db, sees, now }, q, limit }) {
      const seen = (column: string) => sees(column, "planned-outage:read");
      const { items, count } = await searchPlannedOutages(db, q, { limit, now }, seen);
      const hits = items.map(({ id, number, title, unit, startsAt }) => ({
        id,
        number,
        name: title,
        about: unit.name,
        passage: null,
        at: startsAt,
        open: null,
      }));
      return { hits, count };
    },
  },
];

const register: readonly Place[] = [
  {
    type: "service",
    needs: "catalogue:read",
    async find(asked) {
      const { db, sees } = asked.context;
      const seen = seesService((column) => sees(column, "catalogue:read"), "s");
      const listed = await listServices(db, { q: asked.q, limit: RANKED, page: 1 }, seen);
      return named(asked, flat(listed), (row) => row.areaName);
    },
  },
  {
    type: "system",
    needs: "catalogue:read",
    async find(asked) {
      const { db, sees } = asked.context;
      const seen = sees("y.unit_id", "catalogue:read");
      const listed = await listSystems(db, { q: asked.q, limit: RANKED, page: 1 }, seen);
      return named(asked, flat(listed), (row) => row.unitName);
    },
  },
  {
    type: "supplier",
    needs: "catalogue:read",
    async find(asked) {
      const { db, sees } = asked.context;
      const seen = sees("y.unit_id", "catalogue:read");
      const listed = await listSuppliers(db, { q: asked.q, limit: RANKED, page: 1 }, seen);
      return named(asked, flat(listed), () => null);
    },
  },
  {
    type: "unit",
    needs: "organisation:read",
    async find(asked) {
      const { db, sees } = asked.context;
      const seen = sees("u.id", "organisation:read");
      const listed = await listUnits(db, { q: asked.q, limit: RANKED, offset: 0 }, seen);
      // The path ends with the unit itself.
      return named(asked, listed, (row) => row.path.slice(0, -1).at(-1) ?? null);
    },
  },
  {
    type: "site",
    needs: "organisation:read",
    async find(asked) {
      const { db, sees } = asked.context;
      const seen = sees("s.unit_id", "organisation:read");
      const listed = await listSites(db, { q: asked.q, limit: RANKED, page: 1 }, seen);
      return named(asked, flat(listed), (row) => row.unitName);
    },
  },
];

const followUp: readonly Place[] = [
  {
    type: "deviation",
    needs: "deviation:read",
    async find({ context: { db, actor, now }, q, limit, zone }) {
      const page = { limit, offset: 0, sort: orderOf(q, "-found") };
      const { items, count } = await listDeviations(db, { actor, now, zone }, { q }, page);
      const hits = items.map((row) => ({
        id: row.id,
        number: row.number,
        name: row.title,
        about: row.service.name,
        passage: null,
        at: row.found.at,
        open: row.settledAt === null,
      }));
      return { hits, count };
    },
  },
  {
    type: "action",
    needs: "deviation:read",
    async find({ context: { db, actor }, q, limit, zone }) {
      const page = { limit, offset: 0, sort: orderOf(q, "-number") };
      const { items, count } = await listActions(db, actor, zone, { q }, page);
      const ended: readonly string[] = ["done", "declined"];
      const hits = items.map(({ id, number, title, unit, state }) => ({
        id,
        number,
        name: title,
        about: unit.name,
        passage: null,
        at: null,
        open: !ended.includes(state),
      }));
      return { hits, count };
    },
  },
  {
    type: "report",
    needs: "report:read",
    async find({ context: { db, actor }, q, limit }) {
      const page = { limit, offset: 0, sort: orderOf(q, "-created") };
      const { items, count } = await listReports(db, actor, { q }, page);
      const hits = items.map(({ id, number, title }) => ({ ...nothing, id, number, name: title }));
      return { hits, count };
    },
  },
  {
    type: "breach",
    needs: "breach:read",
    async find({ context: { db, actor }, q, limit, zone }) {
      const page = { q, limit, offset: 0, sort: orderOf(q, "-discovered") };
      const { items, count } = await listBreaches(db, actor, page, zone);
      const hits = items.map(({ id, number, title, unit, discovered }) => ({
        id,
        number,
        name: title,
        about: unit.name,
        passage: null,
        at: discovered.at,
        open: null,
      }));
      return { hits, count };
    },
  },
];

/** Each type as its own list finds it, so that "all of them" leads to as many as are told here. */
const places: readonly Place[] = [...happenings, ...register, ...followUp];

export const find = query({
  name: "search.find",
  summary: "Finds records of every type that one may see, by words, name or number.",
  http: { method: "GET", path: "/search" },
  needs: "organisation:read",
  input: findInput,
  output: found,
  async run(context) {
    const { db, input, actor } = context;
    const asked: Asked = { context, ...input, zone: await organisationZone(db) };
    const allowed = places.filter(({ needs }) => holds(actor, needs, "anywhere"));
    const matches = await Promise.all(
      allowed.map(async (place) => ({ type: place.type, ...(await place.find(asked)) })),
    );
    const groups = matches
      .filter(({ hits }) => hits.length > 0)
      .map(({ type, hits, count }) => ({
        type,
        items: hits,
        total: { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH },
      }));
    return { record: recordOf(groups, input.q), groups };
  },
});
