import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Db } from "../../../platform/database/transaction.ts";
import { AppError } from "../../../shared/errors.ts";
import { sayFault } from "../../../shared/faults.ts";
import { profileSchema, type Profile } from "../mapping/profile.ts";
import { bothOf } from "../say.ts";
import { shippedProfiles } from "./index.ts";

/** Every profile that can be named: those that ship, and those saved here, which may take a shipped one's place. */
export async function allProfiles(db: Db): Promise<Profile[]> {
  const rows = await db.selectFrom("import_profile").select("profile").orderBy("key").execute();
  const saved = rows.map(({ profile }) => profileSchema.parse(profile));
  const taken = new Set(saved.map(({ key }) => key));
  return [...saved, ...shippedProfiles().filter(({ key }) => !taken.has(key))];
}

/** A profile by its key, or out of a JSON file. */
export async function findProfile(db: Db, named: string): Promise<Profile> {
  if (named.toLowerCase().endsWith(".json")) return readProfileFile(named);
  const all = await allProfiles(db);
  const found = all.find(({ key }) => key === named);
  if (found !== undefined) return found;
  const known = all.map(({ key }) => key).join(", ");
  throw invalid("profile", bothOf("imports.command.no-profile", { named, known }));
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
