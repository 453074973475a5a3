import { storeBreaches } from "../../breaches/index.ts";
import { breachRisks, breachStates } from "../../breaches/contract.ts";
import { storeActions, storeDeviations } from "../../deviations/index.ts";
import { actionStates, deviationKinds, severities } from "../../deviations/contract.ts";
import { flagOf, listOf, momentOf, numberOf, textOf } from "../lifecycle/values.ts";
import type { MappedRow } from "../mapping/row.ts";
import { choiceOf, dayGiven, instantGiven } from "./cells.ts";
import { outcomesOf, type Store } from "./store.ts";

const named = (row: MappedRow, field: string) => {
  const name = textOf(row, field);
  return name === null ? [] : [name];
};

export const deviations: Store = {
  verb: "deviation.import",
  rows: 1_000,
  async store(ground, groups) {
    const stored = await storeDeviations(
      ground,
      groups.map(({ key, rows: [row] }) => ({
        source: ground.source,
        sourceNumber: key,
        kind: choiceOf(row, "kind", deviationKinds) ?? "shortcoming",
        title: textOf(row, "title") ?? "",
        description: textOf(row, "description"),
        service: textOf(row, "service") ?? "",
        system: textOf(row, "system"),
        unit: textOf(row, "unit"),
        incidents: listOf(row, "incident"),
        foundAt: instantGiven(row, "found") ?? ground.now,
        foundPrecision: momentOf(row, "found")?.precision ?? null,
        settledAt: instantGiven(row, "closed"),
        severityOverride: choiceOf(row, "severity", severities),
        severityReason: textOf(row, "severityReason"),
      })),
    );
    return outcomesOf(stored, groups.length);
  },
};

export const actions: Store = {
  verb: "action.import",
  rows: 1_000,
  async store(ground, groups) {
    const stored = await storeActions(
      ground,
      groups.map(({ key, rows: [row] }) => ({
        source: ground.source,
        sourceNumber: key,
        title: textOf(row, "title") ?? "",
        description: textOf(row, "description"),
        state: choiceOf(row, "state", actionStates),
        stateReason: textOf(row, "stateReason"),
        ownerRole: textOf(row, "owner"),
        dueOn: dayGiven(row, "due", ground.zone) ?? null,
        supplier: textOf(row, "supplier"),
        unit: textOf(row, "unit"),
        recommended: flagOf(row, "recommendation"),
        decidedAt: instantGiven(row, "decided"),
        doneAt: instantGiven(row, "done"),
        about: {
          deviation: listOf(row, "deviation"),
          incident: listOf(row, "incident"),
          service: named(row, "service"),
          system: named(row, "system"),
        },
      })),
    );
    return outcomesOf(stored, groups.length);
  },
};

export const breaches: Store = {
  verb: "breach.import",
  rows: 1_000,
  async store(ground, groups) {
    const stored = await storeBreaches(
      ground,
      groups.map(({ key, rows: [row] }) => ({
        source: ground.source,
        sourceNumber: key,
        title: textOf(row, "title") ?? "",
        description: textOf(row, "description"),
        state: choiceOf(row, "state", breachStates),
        unit: textOf(row, "unit"),
        service: textOf(row, "service"),
        system: textOf(row, "system"),
        incident: textOf(row, "incident"),
        discoveredAt: instantGiven(row, "discovered") ?? ground.now,
        discoveredPrecision: momentOf(row, "discovered")?.precision ?? null,
        risk: choiceOf(row, "risk", breachRisks),
        peopleCount: numberOf(row, "persons"),
        recordCount: numberOf(row, "records"),
      })),
    );
    return outcomesOf(stored, groups.length);
  },
};
