import type { Actor } from "../../../platform/actor.ts";
import { AppError } from "../../../shared/errors.ts";

/** The person whose own account this is about. A key acts for somebody, and is nobody's account. */
export function ownPerson(actor: Actor): string {
  if (actor.kind !== "person" || actor.id === null) throw new AppError("access.refused");
  return actor.id;
}
