import { sql } from "kysely";
import type { Db } from "../../platform/database/transaction.ts";
import { query } from "../../platform/verb/query.ts";
import { impactOf } from "../catalogue/index.ts";
import { incidentIdInput, reachOfIncident, type ReachKind, type ReachOfIncident } from "./contract.ts";
import { readHitIds } from "./hits.ts";
import { findRecord } from "./queries-incident.ts";
import { effectOf } from "./rules.ts";

interface Change {
  kind: ReachKind;
  id: string;
  name: string;
  change: "widened" | "narrowed";
  reason: string;
}

async function readChanges(db: Db, incidentId: string): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select r.target_kind as kind, r.target_id as id, coalesce(s.name, u.name, t.name, '') as name, r.change, r.reason
    from incident_reach r
    left join service s on r.target_kind = 'service' and s.id = r.target_id
    left join unit u on r.target_kind = 'unit' and u.id = r.target_id
    left join site t on r.target_kind = 'site' and t.id = r.target_id
    where r.incident_id = ${incidentId} order by coalesce(s.name, u.name, t.name, '') collate sv`.execute(db);
  return rows;
}

interface Derived {
  count: number;
  items: readonly { id: string; name: string; effect: "fallen" | "degraded" }[];
}

/** What people changed goes before what the catalogue says. */
function applyChanges(derived: Derived, changes: readonly Change[]): ReachOfIncident["services"] {
  const of = (change: Change["change"]) => changes.filter((one) => one.change === change);
  const away = new Set(of("narrowed").map(({ id }) => id));
  const known = new Set(derived.items.map(({ id }) => id));
  const added = of("widened").filter(({ id }) => !known.has(id));
  const items = derived.items
    .filter(({ id }) => !away.has(id))
    .map((item) => ({ ...item, origin: "derived" as const, reason: null }));
  const extra = added.map(({ id, name, reason }) => ({
    id,
    name,
    effect: null,
    origin: "widened" as const,
    reason,
  }));
  const narrowed = of("narrowed").map(({ id, name, reason }) => ({ id, name, reason }));
  const taken = narrowed.filter(({ id }) => known.has(id)).length;
  return { count: derived.count - taken + extra.length, items: [...items, ...extra], narrowed };
}

export const readReach = query({
  name: "incident.reach",
  summary: "Shows who and what an incident hits: derived from the catalogue, widened and narrowed by people.",
  http: { method: "GET", path: "/incidents/{incidentId}/reach" },
  needs: "incident:read",
  input: incidentIdInput,
  output: reachOfIncident,
  async run({ db, input, sees }) {
    const record = await findRecord(db, input.incidentId, (column) => sees(column));
    const { serviceIds, systemIds } = await readHitIds(db, record.id);
    const hit = [...serviceIds, ...systemIds];
    const down = effectOf(record.effect, record.impact) === "down";
    const impact = await impactOf(db, { fallen: down ? hit : [], degraded: down ? [] : hit }, (column) =>
      sees(column, "catalogue:read"),
    );
    const changes = await readChanges(db, record.id);
    const ofKind = (kind: ReachKind) => changes.filter((change) => change.kind === kind);
    return {
      services: applyChanges(impact.services, ofKind("service")),
      units: applyChanges(impact.units, ofKind("unit")),
      sites: applyChanges(impact.sites, ofKind("site")),
      activities: {
        count: impact.activities.count,
        items: impact.activities.items.map(({ id, name }) => ({ id, name })),
      },
      people: impact.people.count,
    };
  },
});
