import { reachOf, type Actor, type Reach } from "../../../platform/actor.ts";
import { peopleOnlyPermissions } from "../contract.ts";

/** Pure: whether a key can carry the permission at all. */
export function keyMayCarry(permission: string): boolean {
  return !peopleOnlyPermissions.includes(permission);
}

/** The units of a key: all, or one with everything under it. */
export type KeyUnits = "all" | readonly string[];

/** Pure: what a key may do: what it was made for, and of that no more than its owner holds at this moment. */
export function narrowed(owner: Actor, permissions: readonly string[], units: KeyUnits): Map<string, Reach> {
  const held = permissions.filter(keyMayCarry).map((permission): [string, Reach] => {
    const reach = reachOf(owner, permission);
    if (units === "all") return [permission, reach];
    if (reach === "all") return [permission, new Set(units)];
    return [permission, new Set(units.filter((unit) => reach.has(unit)))];
  });
  return new Map(held.filter(([, reach]) => reach === "all" || reach.size > 0));
}

/** Pure: whether a request's path lies under the one address of a key. */
export function pathFits(only: string | null, path: string): boolean {
  if (only === null) return true;
  // What is written another way than plainly is not compared, but refused.
  if (/[%\\]|\/\.|\/\//u.test(path)) return false;
  return path === only || path.startsWith(`${only}/`);
}
