import { sql } from "kysely";
import type { Tx } from "../../platform/database/transaction.ts";
import type { Storing } from "../../platform/verb/storing.ts";
import { newId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";
import type { NamedLink, NamedLinkOutcome } from "./contract.ts";
import { incidentSubject } from "./store.ts";

interface Candidate {
  incident: string;
  kind: NamedLink["kind"];
  other: string;
  number: string;
  child: string;
  unit: string;
}

/**
 * Makes links of what a source names as parents and duplicates, by its own numbers. `stored` are the records that
 * came in with them: what waited for one of those is linked now, too. One answer for each that is named: `awaited`
 * where the other is not here, `cycle` where it would lead back to where it began.
 */
export async function linkNamed(
  { tx, now, note }: Storing,
  source: string,
  named: readonly NamedLink[],
  stored: readonly string[],
): Promise<NamedLinkOutcome[]> {
  await remember(tx, source, named);
  const candidates = await readCandidates(tx, source, named, stored);
  const above = await readAbove(tx, candidates);
  const refused = new Set<string>();
  const here: Candidate[] = [];
  const made: (Candidate & { id: string })[] = [];
  for (const candidate of candidates) {
    const { incident, kind, other, child, unit } = candidate;
    const edges = above.get(kind) ?? new Map<string, Set<string>>();
    above.set(kind, edges);
    const own = edges.get(incident) ?? new Set<string>();
    if (!own.has(other) && leadsTo(edges, other, incident)) {
      refused.add(`${kind} ${child}`);
      continue;
    }
    here.push(candidate);
    // Somebody has made it by hand already.
    if (own.has(other)) continue;
    edges.set(incident, own.add(other));
    const id = newId();
    made.push({ ...candidate, id });
    note({
      kind: "incident.linked",
      subject: incidentSubject(incident, unit),
      body: { linkId: id, kind, otherIncidentId: other },
    });
  }
  await write(tx, made, here, now);
  const awaited = await readAwaited(tx, source, named);
  return named.map(({ child, kind }) => {
    if (refused.has(`${kind} ${child}`)) return "cycle";
    return awaited.has(`${kind} ${child}`) ? "awaited" : "linked";
  });
}

async function write(
  tx: Tx,
  made: readonly (Candidate & { id: string })[],
  here: readonly Candidate[],
  now: Instant,
): Promise<void> {
  if (made.length > 0)
    await tx
      .insertInto("incident_link")
      .values(
        made.map(({ id, incident, kind, other }) => ({
          id,
          incident_id: incident,
          kind,
          other_incident_id: other,
          created_at: now,
        })),
      )
      .execute();
  if (here.length > 0)
    await sql`
      update incident_named_link l set linked = true
      from unnest(${here.map(({ incident }) => incident)}::uuid[], ${here.map(({ kind }) => kind)}::text[])
        as h (incident_id, kind)
      where l.incident_id = h.incident_id and l.kind = h.kind`.execute(tx);
}

const listOf = (named: readonly NamedLink[]) => sql`unnest(${named.map(({ child }) => child)}::text[],
  ${named.map(({ kind }) => kind)}::text[], ${named.map(({ number }) => number)}::text[]) as n (child, kind, number)`;

async function remember(tx: Tx, source: string, named: readonly NamedLink[]): Promise<void> {
  if (named.length === 0) return;
  await sql`
    insert into incident_named_link (incident_id, kind, source, number)
    select i.id, n.kind, ${source}, n.number from ${listOf(named)}
    join incident i on i.source = ${source} and i.source_number = n.child
    on conflict (incident_id, kind) do update set number = excluded.number, linked = false
      where incident_named_link.number <> excluded.number`.execute(tx);
}

/** In a fixed order, so that of two that contradict each other it is always the same one that is refused. */
async function readCandidates(
  tx: Tx,
  source: string,
  named: readonly NamedLink[],
  stored: readonly string[],
): Promise<Candidate[]> {
  const children = named.map(({ child }) => child);
  const { rows } = await sql<Candidate>`
    select l.incident_id as incident, l.kind, o.id as other, l.number, i.source_number as child, i.unit_id as unit
    from incident_named_link l
    join incident i on i.id = l.incident_id
    join incident o on o.source = l.source and o.source_number = l.number
    where not l.linked and l.source = ${source}
      and (l.number = any(${[...stored]}::text[]) or i.source_number = any(${children}::text[]))
    order by i.source_number, l.kind`.execute(tx);
  return rows;
}

type Above = Map<NamedLink["kind"], Map<string, Set<string>>>;

/** Everything that the candidates' others already lead to. */
async function readAbove(tx: Tx, candidates: readonly Candidate[]): Promise<Above> {
  const above: Above = new Map();
  if (candidates.length === 0) return above;
  await sql`select pg_advisory_xact_lock(hashtextextended('incident-links', 0))`.execute(tx);
  const { rows } = await sql<{ kind: NamedLink["kind"]; incident: string; other: string }>`
    with recursive up as (
      select kind, incident_id, other_incident_id from incident_link
      where incident_id = any(${candidates.flatMap(({ incident, other }) => [incident, other])}::uuid[]) and other_incident_id is not null
      union
      select l.kind, l.incident_id, l.other_incident_id from up
      join incident_link l on l.incident_id = up.other_incident_id and l.kind = up.kind
    )
    select kind, incident_id as incident, other_incident_id as other from up`.execute(tx);
  for (const { kind, incident, other } of rows) {
    const edges = above.get(kind) ?? new Map<string, Set<string>>();
    above.set(kind, edges);
    edges.set(incident, (edges.get(incident) ?? new Set()).add(other));
  }
  return above;
}

function leadsTo(edges: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...(edges.get(at) ?? []));
  }
  return false;
}

async function readAwaited(
  tx: Tx,
  source: string,
  named: readonly NamedLink[],
): Promise<ReadonlySet<string>> {
  if (named.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    select n.kind || ' ' || n.child as key from ${listOf(named)}
    where not exists (select from incident o where o.source = ${source} and o.source_number = n.number)`.execute(
    tx,
  );
  return new Set(rows.map(({ key }) => key));
}
