import type { Tx } from "../../../platform/database/transaction.ts";
import type { Subject } from "../../../platform/journal/entry.ts";
import { unitOfDependency } from "./queries-dependencies.ts";

/** A dependency is read by those who read what needs. */
export async function dependencySubject(tx: Tx, id: string): Promise<Subject> {
  const [unitId = null] = await unitOfDependency(tx, id);
  return { type: "dependency", id, unitId, needs: "catalogue:read" };
}
