import { sql, type RawBuilder, type SqlBool } from "kysely";

/** The units over which a permission is held: all of them, or these (already expanded to everything under them). */
export type Reach = "all" | ReadonlySet<string>;

/** Who acts. What somebody may do is decided by `access`; the platform only carries it. */
export interface Actor {
  kind: "person" | "system" | "import" | "api-key";
  /** Null for the system itself and for somebody who has not signed in. */
  id: string | null;
  /** The session that it acts through, where there is one. */
  sessionId?: string;
  /** The API key that acts for the person, where one does. */
  keyId?: string;
  permissions: ReadonlyMap<string, Reach>;
  /** May do everything, without being a person: jobs, the command line on the machine itself. */
  unrestricted: boolean;
}

export const system: Actor = { kind: "system", id: null, permissions: new Map(), unrestricted: true };

/** Somebody who has not signed in. */
export const nobody: Actor = { kind: "person", id: null, permissions: new Map(), unrestricted: false };

/** Under which id its acts are written down: a key's own, so that they are told from its owner's. */
export function signatureOf(actor: Actor): string | null {
  return actor.keyId ?? actor.id;
}

export function reachOf(actor: Actor, permission: string): Reach {
  if (actor.unrestricted) return "all";
  return actor.permissions.get(permission) ?? new Set();
}

/** Does the actor hold the permission over every one of these units? Over some unit, when none is named. */
export function holds(actor: Actor, permission: string, unitIds: readonly string[] | "anywhere"): boolean {
  const reach = reachOf(actor, permission);
  if (reach === "all") return true;
  if (unitIds === "anywhere") return reach.size > 0;
  return unitIds.length > 0 && unitIds.every((id) => reach.has(id));
}

/**
 * What the actor may see, as a SQL condition on the column that names a record's unit.
 * Every list, count, search, export, figure and event stream carries it.
 */
export function visible(
  actor: Actor,
  permission: string,
  unitColumn: RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  const reach = reachOf(actor, permission);
  if (reach === "all") return sql<SqlBool>`true`;
  if (reach.size === 0) return sql<SqlBool>`false`;
  return sql<SqlBool>`${unitColumn} = any(${[...reach]}::uuid[])`;
}
