import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { AppError } from "../../../shared/errors.ts";
import { sayFault } from "../../../shared/faults.ts";
import { profileSchema, type Profile } from "../mapping/profile.ts";
import { bothOf } from "../say.ts";
import { shippedProfiles } from "./index.ts";

export interface KnownProfile {
  key: string;
  profile: Profile;
  shipped: boolean;
  version: number | null;
}

export async function savedProfiles(db: Db | Tx): Promise<KnownProfile[]> {
  const rows = await db
    .selectFrom("import_profile")
    .select(["key", "profile", "version"])
    .orderBy("key")
    .execute();
  return rows.map(({ key, profile, version }) => ({
    key,
    profile: profileSchema.parse(profile),
    shipped: false,
    version,
  }));
}

/** Every profile that can be named; a saved one takes the place of a shipped one of the same key. */
export function withShipped(saved: readonly KnownProfile[]): KnownProfile[] {
  const taken = new Set(saved.map(({ key }) => key));
  const shipped = shippedProfiles().filter(({ key }) => !taken.has(key));
  return [
    ...saved,
    ...shipped.map((profile) => ({ key: profile.key, profile, shipped: true, version: null })),
  ];
}

/** A profile by its key, or out of a JSON file. */
export async function findProfile(db: Db, named: string): Promise<Profile> {
  if (named.toLowerCase().endsWith(".json")) return readProfileFile(named);
  return namedProfile(db, named);
}

export async function namedProfile(db: Db | Tx, named: string): Promise<Profile> {
  const all = withShipped(await savedProfiles(db));
  const found = all.find(({ key }) => key === named);
  if (found !== undefined) return found.profile;
  const known = all.map(({ key }) => key).join(", ");
  throw invalid("profileKey", bothOf("imports.command.no-profile", { named, known }));
}

async function readProfileFile(path: string): Promise<Profile> {
  const text = await readFile(path, "utf8").catch(() => {
    throw invalid(path, bothOf("imports.command.no-file"));
  });
  const parsed = profileSchema.safeParse(parseJson(path, text), { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new AppError("input.invalid", {
    faults: parsed.error.issues.map((issue) => ({ path: issue.path.join("."), ...sayFault(issue) })),
  });
}

function parseJson(path: string, text: string): z.core.util.JSONType {
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    throw invalid(path, bothOf("imports.command.no-json"));
  }
}

function invalid(path: string, said: { sv: string; en: string }): AppError {
  return new AppError("input.invalid", { faults: [{ path, ...said }] });
}
