import type { Subject } from "../../platform/journal/entry.ts";

/** A network is read by those who read its site's unit. */
export const networkSubject = (id: string, unitId: string): Subject => ({
  type: "network",
  id,
  unitId,
  needs: "organisation:read",
});
