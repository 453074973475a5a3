import type { Subject } from "../../platform/journal/entry.ts";

/** What is said of a draft is for those who write it; that one was frozen or withdrawn is for every reader. */
export const draftSubject = (id: string, unitId: string): Subject => ({
  type: "report",
  id,
  unitId,
  needs: "report:edit",
});

export const reportSubject = (id: string, unitId: string): Subject => ({
  type: "report",
  id,
  unitId,
  needs: "report:read",
});

export const reportSeries = "RAP";
