import type { Subject } from "../../platform/journal/entry.ts";

export const deviationSubject = (record: { id: string; unitId: string }): Subject => ({
  type: "deviation",
  id: record.id,
  unitId: record.unitId,
  needs: "deviation:read",
});

export const actionSubject = (record: { id: string; unitId: string }): Subject => ({
  type: "action",
  id: record.id,
  unitId: record.unitId,
  needs: "deviation:read",
});

/** The series of the numbers that people use. */
export const deviationSeries = "AVV";
export const actionSeries = "ATG";
