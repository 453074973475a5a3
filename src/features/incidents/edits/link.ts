import { sql } from "kysely";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { incidentView, linkIncidentInput, type LinkKind } from "../contract.ts";
import { findRecord, seesIncidents } from "../queries-incident.ts";
import { answerWith, incidentSubject, lockIncident, saveIncident, unitOfIncident } from "../store.ts";

/** Refuses a chain of parents, or of duplicates, that would come back to where it began. */
async function refuseCycle(tx: Tx, kind: LinkKind, from: string, to: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('incident-links', 0))`.execute(tx);
  const { rows } = await sql<{ path: string }>`
    with recursive above as (
      select o.id, array[o.id] as ids, o.number as path from incident o where o.id = ${to}
      union all
      select p.id, a.ids || p.id, a.path || ' → ' || p.number
      from above a join incident_link l on l.incident_id = a.id and l.kind = ${kind}
      join incident p on p.id = l.other_incident_id where p.id <> all (a.ids)
    )
    select f.number || ' → ' || a.path as path from above a, incident f
    where a.id = ${from} and f.id = ${from}`.execute(tx);
  const found = rows[0];
  if (found !== undefined) throw new AppError("incident.link-cycle", { params: { path: found.path } });
}

function wrongTarget(path: string): AppError {
  return new AppError("input.invalid", {
    faults: [
      {
        path,
        sv: "Måste fyllas i för den här sortens koppling.",
        en: "Must be filled in for this kind of link.",
      },
    ],
  });
}

export const linkIncident = verb({
  name: "incident.link",
  summary: "Links it to its parent, to what it duplicates, or to a change, problem or supplier case.",
  http: { method: "POST", path: "/incidents/{incidentId}/links" },
  needs: "incident:edit",
  input: linkIncidentInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  async run(context) {
    const { tx, input, actor, now, note } = context;
    const record = await lockIncident(context);
    const { kind, otherIncidentId, supplierId, reference } = input;
    const toIncident = kind === "parent" || kind === "duplicate";
    if (toIncident && otherIncidentId === undefined) throw wrongTarget("otherIncidentId");
    if (!toIncident && reference === undefined) throw wrongTarget("reference");
    let other: string | null = null;
    if (toIncident && otherIncidentId !== undefined) {
      // What one may not see one may not point at either.
      other = (await findRecord(tx, otherIncidentId, seesIncidents(actor))).id;
      await refuseCycle(tx, kind, record.id, other);
    }
    const id = newId();
    await tx
      .insertInto("incident_link")
      .values({
        id,
        incident_id: record.id,
        kind,
        other_incident_id: other,
        supplier_id: kind === "supplier-case" ? (supplierId ?? null) : null,
        reference: toIncident ? null : (reference ?? null),
        created_at: now,
      })
      .execute();
    await saveIncident(tx, record, {}, now);
    note({
      kind: "incident.linked",
      subject: incidentSubject(record.id, record.unit_id),
      body: { linkId: id, kind, otherIncidentId: other, supplierId, reference },
    });
    return answerWith(context, record.id);
  },
});
