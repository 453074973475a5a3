import { bundles } from "./bundles.ts";

/** Every permission that there is, `noun:act`: what some role that ships holds. */
export const permissions: readonly string[] = [...new Set<string>(Object.values(bundles).flat())].toSorted(
  (a, b) => (a < b ? -1 : 1),
);

const known = new Set(permissions);

export function isPermission(name: string): boolean {
  return known.has(name);
}

/** What it is about: the noun, by which permissions are grouped for people. */
export function subjectOf(permission: string): string {
  return permission.split(":")[0] ?? permission;
}
