import { changesOf } from "../../platform/verb/changes.ts";
import { verb } from "../../platform/verb/verb.ts";
import { breachSubject } from "./breaches.ts";
import { breachView, editBreachInput, linkBreachInput } from "./contract.ts";
import { findBreach, incidentByRef, lockBreach, unitOfBreach } from "./queries.ts";

export const editBreach = verb({
  name: "breach.edit",
  summary: "Corrects a personal-data breach: what happened, whom it concerns, its risk and state.",
  http: { method: "PATCH", path: "/breaches/{breachId}" },
  needs: "breach:edit",
  input: editBreachInput,
  output: breachView,
  scope: async ({ tx, input, actor }) => [await unitOfBreach(tx, input.breachId, actor)],
  async run({ tx, input, now, note, actor }) {
    const { breachId, version, incident, discovered, serviceId, systemId, ...wanted } = input;
    const breach = await lockBreach(tx, breachId, version, actor);
    const before = {
      ...breach,
      serviceId: breach.service?.id ?? null,
      systemId: breach.system?.id ?? null,
      incident: breach.incident?.number ?? null,
    };
    const changes = changesOf(before, { ...wanted, serviceId, systemId, discovered, incident });
    await tx
      .updateTable("breach")
      .set({
        title: wanted.title,
        description: wanted.description,
        state: wanted.state,
        risk: wanted.risk,
        people_count: wanted.peopleCount,
        record_count: wanted.recordCount,
        service_id: serviceId,
        system_id: systemId,
        discovered_at: discovered?.at,
        discovered_precision: discovered?.precision,
        incident_id: typeof incident === "string" ? await incidentByRef(tx, incident, actor) : incident,
        version: version + 1,
        updated_at: now,
      })
      .where("id", "=", breachId)
      .execute();
    note({
      kind: "breach.edited",
      subject: breachSubject({ id: breachId, unitId: breach.unit.id }),
      body: { changes },
    });
    return findBreach(tx, breachId, actor);
  },
});

export const linkBreach = verb({
  name: "breach.link",
  summary: "Ties a personal-data breach to the incident that it came with, or unties it.",
  http: { method: "PUT", path: "/breaches/{breachId}/incident" },
  needs: "breach:edit",
  input: linkBreachInput,
  output: breachView,
  scope: async ({ tx, input, actor }) => [await unitOfBreach(tx, input.breachId, actor)],
  async run({ tx, input, now, note, actor }) {
    const breach = await lockBreach(tx, input.breachId, input.version, actor);
    const incidentId = input.incident === null ? null : await incidentByRef(tx, input.incident, actor);
    await tx
      .updateTable("breach")
      .set({ incident_id: incidentId, version: input.version + 1, updated_at: now })
      .where("id", "=", breach.id)
      .execute();
    const after = await findBreach(tx, breach.id, actor);
    note({
      kind: incidentId === null ? "breach.unlinked" : "breach.linked",
      subject: breachSubject({ id: breach.id, unitId: breach.unit.id }),
      body: { incidentId, incident: after.incident?.number ?? breach.incident?.number ?? null },
    });
    return after;
  },
});
