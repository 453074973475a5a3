import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Db } from "../../platform/database/transaction.ts";
import { query } from "../../platform/verb/query.ts";
import { proposalView, proposeInput, type Effect, type IncidentState, type Named } from "./contract.ts";
import { unitForNew } from "./hits.ts";
import { readMatrix } from "./queries-incident.ts";
import { proposedPriority } from "./rules.ts";
import { areForms } from "./search/forms.ts";
import { termsOf } from "./search/parse.ts";

const stopped =
  "nere avbrott stopp död ute haveri kraschat kraschad släckt strömlöst down outage dead crashed".split(" ");
const worse = "långsam seg segt trög instabil hackar fördröjd störning slow unstable degraded delayed".split(
  " ",
);

/** What the words say of how bad it is. Null when they say nothing: then nobody has said so. */
export function effectIn(text: string): Effect | null {
  const words = termsOf(text).map(({ word }) => word);
  const holds = (known: readonly string[]) => words.some((word) => known.some((one) => areForms(one, word)));
  if (holds(stopped) || /(?:fungerar|funkar|svarar|går) inte|ur funktion|not working/iu.test(text))
    return "down";
  return holds(worse) ? "degraded" : null;
}

interface Found extends Named {
  kind: "service" | "system";
  vital: boolean;
}

/** Services and systems whose name stands in the text, a longer name before a shorter that it holds. */
async function namedIn(db: Db, text: string, sees: RawBuilder<SqlBool>): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select * from (
      select n.id, n.name, n.kind, coalesce(s.vital, false) as vital,
             strict_word_similarity(lower(n.name collate sv), lower(${text} collate sv)) as likeness
      from catalogue_node n left join service s on s.id = n.id
      where n.retired_at is null and length(n.name) > 1 and ${sees}
        and (strpos(lower(${text} collate sv), lower(n.name collate sv)) > 0
             or strict_word_similarity(lower(n.name collate sv), lower(${text} collate sv)) > 0.7)
    ) found order by length(name) desc, likeness desc limit 10`.execute(db);
  return rows.filter(
    (row, index) =>
      !rows
        .slice(0, index)
        .some((longer) => longer.name.length > row.name.length && longer.name.includes(row.name)),
  );
}

interface Similar {
  id: string;
  number: string;
  title: string;
  state: IncidentState;
  openedAt: string;
  why: "same-service" | "same-system" | "same-words";
}

/** Open incidents that name the same, or are called nearly the same. */
async function similarOpen(
  db: Db,
  text: string,
  found: readonly Found[],
  sees: RawBuilder<SqlBool>,
): Promise<Similar[]> {
  const idsOf = (kind: Found["kind"]) => found.filter((one) => one.kind === kind).map(({ id }) => id);
  const { rows } = await sql<Similar>`
    select * from (
      select i.id, i.number, i.title, i.state, i.opened_at as "openedAt",
        case when exists (select from incident_service h where h.incident_id = i.id
                            and h.service_id = any(${idsOf("service")}::uuid[])) then 'same-service'
             when exists (select from incident_system h where h.incident_id = i.id
                            and h.system_id = any(${idsOf("system")}::uuid[])) then 'same-system'
             when similarity(i.title, ${text}) > 0.35 then 'same-words' end as why
      from incident i
      where i.state in ('new', 'acknowledged', 'in-progress', 'waiting') and i.struck_out_at is null and ${sees}
    ) open where why is not null order by why, "openedAt" desc limit 5`.execute(db);
  return rows;
}

export const proposeIncident = query({
  name: "incident.propose",
  summary: "Proposes everything but what and since when, from what is said; nothing is stored.",
  http: { method: "GET", path: "/incident-proposal" },
  needs: "incident:report",
  input: proposeInput,
  output: proposalView,
  async run({ db, input, actor, sees }) {
    const found = await namedIn(db, input.what, sees("n.unit_id", "catalogue:read"));
    const of = (kind: Found["kind"]) =>
      found.filter((one) => one.kind === kind).map(({ id, name }) => ({ id, name }));
    const services = of("service");
    const systems = of("system");
    const effect = effectIn(input.what);
    // A vital service that is down hits widest; one that is known hits in the middle; of the rest nothing is known.
    const vital = found.some((one) => one.vital);
    const impact = vital && effect !== "degraded" ? 1 : found.length > 0 ? 2 : null;
    const urgency =
      effect === "down" ? (vital ? 1 : 2) : effect === "degraded" ? 3 : found.length > 0 ? 2 : null;
    const ids = { serviceIds: services.map(({ id }) => id), systemIds: systems.map(({ id }) => id) };
    const unitId = await unitForNew(db, actor, "incident:report", ids);
    const unit = await db
      .selectFrom("unit")
      .select(["id", "name"])
      .where("id", "=", unitId)
      .executeTakeFirst();
    return {
      unit: unit ?? null,
      services,
      systems,
      effect,
      impact,
      urgency,
      priority: proposedPriority(await readMatrix(db), impact, urgency),
      similar: await similarOpen(db, input.what, found, sees("i.unit_id", "incident:read")),
    };
  },
});
