import { AppError } from "../src/shared/errors.ts";
import { registry } from "../src/house.ts";
import { system } from "../src/platform/actor.ts";
import type { Operation } from "../src/platform/registry.ts";
import { inputFor, type Ids } from "./examples.ts";
import type { TestHouse } from "./house.ts";

const camel = (noun: string) => noun.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());

/** The verbs that make a record. */
export const makers = registry.operations.filter(
  (operation) => operation.kind === "verb" && /\.(add|report|plan|draft)$/.test(operation.name),
);

export interface Seeded {
  /** What inputs ask for, by the name of the field. */
  ids: Ids;
  /** The verbs whose own examples made a record. */
  made: string[];
}

/** Makes a record of every kind in a unit, from the contracts' own examples, with what was made before as its parts. */
export async function seedEveryKind(house: TestHouse, unitId: string): Promise<Seeded> {
  const ids = new Map([
    ["unitId", unitId],
    ["parentId", unitId],
  ]);
  const made: string[] = [];
  for (const operation of makers) {
    const id = await make(house, operation, ids);
    if (id === null) continue;
    made.push(operation.name);
    const noun = operation.name.split(".")[0] ?? "";
    if (noun === "unit") continue;
    for (const name of [`${camel(noun)}Id`, `${noun.split("-").at(-1)}Id`, `${camel(noun)}EdgeId`])
      ids.set(name, id);
  }
  return { ids, made };
}

async function make(house: TestHouse, operation: Operation, ids: Ids): Promise<string | null> {
  for (const fields of ["all", "required"] as const) {
    try {
      const answer = await operation.execute(
        house.runtime,
        system,
        inputFor(operation, ids, fields),
        house.call(),
      );
      return typeof answer === "object" && answer !== null && "id" in answer ? String(answer.id) : null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return null;
}
