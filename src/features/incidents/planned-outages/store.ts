import type { Subject } from "../../../platform/journal/entry.ts";

export function plannedOutageSubject(id: string, unitId: string): Subject {
  return { type: "planned-outage", id, unitId, needs: "planned-outage:read" };
}
