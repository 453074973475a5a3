import { readdirSync, readFileSync } from "node:fs";
import { profileSchema, type Profile } from "../mapping/profile.ts";

let shipped: readonly Profile[] | null = null;

/** The profiles that come with the product: every JSON file beside this one. */
export function shippedProfiles(): readonly Profile[] {
  shipped ??= readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .map((name) => profileSchema.parse(JSON.parse(readFileSync(`${import.meta.dirname}/${name}`, "utf8"))));
  return shipped;
}
