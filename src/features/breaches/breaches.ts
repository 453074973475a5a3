import type { Subject } from "../../platform/journal/entry.ts";

/** Every entry about a breach is read under the breach's own permission: not even its existence is told to others. */
export const breachSubject = (breach: { id: string; unitId: string }): Subject => ({
  type: "breach",
  id: breach.id,
  unitId: breach.unitId,
  needs: "breach:read",
});

/** The series of the numbers that people use: PUI-2023-0003. */
export const breachSeries = "PUI";
