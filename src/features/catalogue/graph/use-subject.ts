import type { Subject } from "../../../platform/journal/entry.ts";

/** A use stands in the history of the service, and is read by those who see the unit that uses it. */
export const useSubject = (serviceId: string, unitId: string): Subject => ({
  type: "service",
  id: serviceId,
  unitId,
  needs: "catalogue:read",
});
