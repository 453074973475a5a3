import type { Label } from "../../../shared/language.ts";
import { labelOf, lookUp } from "../../../shared/texts.ts";
import { roleTexts } from "../roles.texts.ts";
import { bundles, isShipped } from "./bundles.ts";
import { permissions } from "./permissions.ts";

/** A role as it is stored: of one that ships, only what the organisation has changed. */
export interface StoredRole {
  code: string;
  edited: boolean;
  /** The permissions that somebody decided upon, each with whether it is held. */
  decisions: readonly { permission: string; held: boolean }[];
}

/**
 * Pure: what a role may do. One that nobody edited is what this release says, so that new permissions reach it; an
 * edited one holds what was decided, and what a later release brought is not held until somebody decides.
 */
export function permissionsOf(role: StoredRole): readonly string[] {
  if (!role.edited) return isShipped(role.code) ? bundles[role.code] : [];
  return role.decisions.filter((decision) => decision.held).map((decision) => decision.permission);
}

/** Pure: what came with a later release than the one in which the role was edited. */
export function notDecided(role: StoredRole): string[] {
  if (!role.edited) return [];
  const decided = new Set(role.decisions.map((decision) => decision.permission));
  return permissions.filter((permission) => !decided.has(permission));
}

/** What it is called: its own names, or those that ship with it. */
export function nameOf(role: { code: string; nameSv: string | null; nameEn: string | null }): Label {
  const shipped = isShipped(role.code) ? labelOf(roleTexts, `role.${role.code}`) : null;
  return { sv: role.nameSv ?? shipped?.sv ?? role.code, en: role.nameEn ?? shipped?.en ?? role.code };
}

/** What a role that ships is called where nobody has renamed it. */
export const nameOfShippedRole = (code: string): Label => nameOf({ code, nameSv: null, nameEn: null });

/** What a role that ships is for; null for the organisation's own. */
export function purposeOf(code: string): Label | null {
  const said = {
    sv: lookUp("sv", [roleTexts], `role.${code}.what`),
    en: lookUp("en", [roleTexts], `role.${code}.what`),
  };
  return said.sv === undefined || said.en === undefined ? null : { sv: said.sv, en: said.en };
}
