import {
  storeCoverageGaps,
  upsertAgreements,
  upsertDependencies,
  upsertServices,
  upsertSuppliers,
  upsertSystems,
  upsertUses,
} from "../../catalogue/index.ts";
import { dependencyModes } from "../../catalogue/contract.ts";
import type { RowOutcome } from "../../../platform/verb/upsert.ts";
import { flagOf, listOf, textOf } from "../lifecycle/values.ts";
import type { MappedRow } from "../mapping/row.ts";
import { choiceOf, dayGiven, minutesGiven, textGiven } from "./cells.ts";
import { outcomeOf, refusal, type Group, type Outcome, type Store } from "./store.ts";

const nameOf = (row: MappedRow) => textOf(row, "name") ?? "";
const nameIn = ({ rows: [row] }: Group) => nameOf(row);

export const services: Store = {
  verb: "service.import",
  rows: 2_000,
  async store(ground, groups) {
    const { outcomes } = await upsertServices(
      ground,
      groups.map(({ rows: [row] }) => ({
        name: nameOf(row),
        kind: choiceOf(row, "kind", ["base", "optional", "neither"]) ?? undefined,
        area: textGiven(row, "area"),
        unit: textGiven(row, "unit"),
        description: textGiven(row, "description"),
        promisedRestoreMinutes: minutesGiven(row, "restoreHours"),
        vital: flagOf(row, "vital") ?? undefined,
      })),
    );
    // A service needs the systems that deliver it.
    const needs = groups.flatMap((group, index) =>
      listOf(group.rows[0], "systems").map((system) => ({
        index,
        dependent: nameIn(group),
        dependentKind: "service" as const,
        dependency: system,
        dependencyKind: "system" as const,
      })),
    );
    const taken = needs.filter(({ index }) => outcomes[index]?.outcome !== "refused");
    const tied = await upsertDependencies(ground, taken);
    return joined(
      outcomes,
      taken.map(({ index }) => index),
      tied.outcomes,
    );
  },
};

export const systems: Store = {
  verb: "system.import",
  rows: 2_000,
  manyRows: true,
  async store(ground, groups) {
    const rows = groups.flatMap((group, index) =>
      group.rows.flatMap((row) => systemRows(row, ground.zone, index)),
    );
    const { outcomes } = await upsertSystems(ground, rows);
    return groups.map((_, index) =>
      together(outcomes.filter((_outcome, at) => rows[at]?.index === index).map(outcomeOf)),
    );
  },
};

function systemRows(row: MappedRow, zone: string, index: number) {
  const system = {
    index,
    name: nameOf(row),
    unit: textGiven(row, "unit"),
    maker: textGiven(row, "maker"),
    description: textGiven(row, "description"),
  };
  const during = { validFrom: dayGiven(row, "from", zone), validTo: dayGiven(row, "to", zone) };
  const subcontractor = textOf(row, "subcontractor");
  return [
    { ...system, supplier: textGiven(row, "supplier"), supplierRole: "supplier" as const, ...during },
    ...(subcontractor === null
      ? []
      : [{ ...system, supplier: subcontractor, supplierRole: "subcontractor" as const, ...during }]),
  ];
}

/** Several rows make one record: refused if one was, added before changed before unchanged. */
function together(outcomes: readonly Outcome[]): Outcome {
  const refused = outcomes.filter((outcome) => outcome.result === "rejected");
  if (refused.length > 0) return { result: "rejected", reasons: refused.flatMap(({ reasons }) => reasons) };
  const of = (result: Outcome["result"]) => outcomes.some((outcome) => outcome.result === result);
  return { result: of("added") ? "added" : of("changed") ? "changed" : "unchanged" };
}

/** What came with a record counts with it: a tie that is new changed it, one that is refused is why it is rejected. */
function joined(
  rows: readonly RowOutcome[],
  indexes: readonly number[],
  ties: readonly RowOutcome[],
): Outcome[] {
  return rows.map((row, index) => {
    const own = ties.filter((_tie, at) => indexes[at] === index);
    const faults = own.flatMap((tie) => (tie.outcome === "refused" ? tie.faults : []));
    if (faults.length > 0) return refusal(faults);
    const outcome = outcomeOf(row);
    const more = own.some((tie) => tie.outcome !== "unchanged");
    return outcome.result === "unchanged" && more ? { result: "changed" } : outcome;
  });
}

export const suppliers: Store = {
  verb: "supplier.import",
  rows: 2_000,
  async store(ground, groups) {
    const { outcomes } = await upsertSuppliers(
      ground,
      groups.map(({ rows: [row] }) => ({ name: nameOf(row), supportRoute: textGiven(row, "support") })),
    );
    return outcomes.map(outcomeOf);
  },
};

export const agreements: Store = {
  verb: "agreement.import",
  rows: 2_000,
  async store(ground, groups) {
    const { outcomes } = await upsertAgreements(
      ground,
      groups.map(({ rows: [row] }) => ({
        supplier: textOf(row, "supplier") ?? "",
        name: nameOf(row),
        reference: textGiven(row, "number"),
        validFrom: dayGiven(row, "from", ground.zone),
        validTo: dayGiven(row, "to", ground.zone),
        promisedRestoreMinutes: minutesGiven(row, "restoreHours"),
        processorAgreement: flagOf(row, "processorAgreement") ?? undefined,
        supportRoute: textGiven(row, "support"),
        systems: listOf(row, "systems"),
      })),
    );
    return outcomes.map(outcomeOf);
  },
};

export const dependencies: Store = {
  verb: "dependency.import",
  rows: 5_000,
  async store(ground, groups) {
    const { outcomes } = await upsertDependencies(
      ground,
      groups.map(({ rows: [row] }) => ({
        dependent: textOf(row, "from") ?? "",
        dependency: textOf(row, "to") ?? "",
        mode: choiceOf(row, "kind", dependencyModes) ?? undefined,
        group: textGiven(row, "group"),
      })),
    );
    return outcomes.map(outcomeOf);
  },
};

export const serviceUses: Store = {
  verb: "service-use.import",
  rows: 5_000,
  async store(ground, groups) {
    const { outcomes } = await upsertUses(
      ground,
      groups.map(({ rows: [row] }) => ({
        service: textOf(row, "service") ?? "",
        unit: textOf(row, "unit") ?? "",
      })),
    );
    return outcomes.map(outcomeOf);
  },
};

export const coverageGaps: Store = {
  verb: "coverage-gap.import",
  rows: 1_000,
  async store(ground, groups) {
    const { outcomes } = await storeCoverageGaps(
      ground,
      groups.map(({ rows: [row] }) => ({
        figure: textOf(row, "figure") ?? "",
        fromDay: dayGiven(row, "from", ground.zone) ?? "",
        toDay: dayGiven(row, "to", ground.zone) ?? "",
        reason: textOf(row, "reason") ?? "",
      })),
    );
    return outcomes.map(outcomeOf);
  },
};
