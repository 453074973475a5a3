import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { insertGrants, insertPerson, nameOfShippedRole, setUp } from "../features/access/index.ts";
import { roleSchema } from "../features/access/contract.ts";
import { faultOf, filesDone, importFile, profileSchema, type Progress } from "../features/imports/index.ts";
import { rootUnitId } from "../features/organisation/index.ts";
import { system } from "../platform/actor.ts";
import type { Runtime } from "../platform/runtime.ts";
import { verb } from "../platform/verb/verb.ts";
import { AppError } from "../shared/errors.ts";
import type { Label } from "../shared/language.ts";

const exampleSchema = z.strictObject({
  organisation: z.strictObject({
    name: z.string(),
    language: z.enum(["sv", "en"]),
    timeZone: z.string(),
  }),
  /** One for all: it is no secret, and the sign-ins are offered on this machine only. */
  password: z.string(),
  signIns: z
    .array(z.strictObject({ email: z.string(), name: z.string(), roles: z.tuple([roleSchema], roleSchema) }))
    .min(1),
  files: z.array(z.strictObject({ file: z.string(), profile: z.string() })),
});
export type Example = z.output<typeof exampleSchema>;

export interface ExampleSignIn {
  email: string;
  /** The role that it is there to show; the author also reads breaches, which the report counts. */
  role: Label;
  password: string;
}

/** Reads what an example is made of from its folder. */
export async function readExample(folder: string): Promise<Example> {
  return exampleSchema.parse(JSON.parse(await readFile(join(folder, "example.json"), "utf8")));
}

export function signInsOf(example: Example): ExampleSignIn[] {
  return example.signIns.map(({ email, roles }) => ({
    email,
    role: nameOfShippedRole(roles[0]),
    password: example.password,
  }));
}

const setUpExample = verb({
  name: "example.set-up",
  summary: "Sets up an empty installation as the example organisation, with a sign-in for every role.",
  needs: "settings:edit",
  input: exampleSchema,
  output: z.object({}),
  scope: "anywhere",
  async run(context) {
    const { tx, input, now, note } = context;
    const admin = input.signIns.find(({ roles }) => roles.includes("administrator"));
    if (admin === undefined) throw new Error("The example has no administrator.");
    const { name, language, timeZone } = input.organisation;
    await setUp.within(context, {
      organisationName: name,
      language,
      timeZone,
      email: admin.email,
      name: admin.name,
      password: input.password,
    });
    const unitId = await rootUnitId(tx);
    for (const person of input.signIns) {
      if (person === admin) continue;
      const id = await insertPerson(tx, { ...person, title: "", password: input.password }, now);
      const grants = person.roles.map((role) => ({ role, unitId }));
      await insertGrants(tx, id, grants, now);
      const subject = { type: "person", id, unitId, needs: "access:read" };
      note({ kind: "person.added", subject, body: { grants } });
    }
    await tx.updateTable("organisation").set({ is_example: true }).execute();
    return {};
  },
});

export interface Loading {
  requestId: string;
  signal: AbortSignal;
  onFile?: (file: string, number: number, of: number) => void;
  onProgress?: (progress: Progress) => void;
}

export interface Loaded {
  files: number;
  records: number;
  rejected: number;
}

/** Whether the example is there whole, in part, or something else is. */
export async function exampleState(
  runtime: Runtime,
  example: Example,
): Promise<"empty" | "other" | "partly" | "whole"> {
  const held = await runtime.db.selectFrom("organisation").select("is_example").executeTakeFirst();
  if (held === undefined) return "empty";
  if (!held.is_example) return "other";
  const done = await filesDone(runtime.db, sourceOf(example));
  return example.files.every(({ file }) => done.has(file)) ? "whole" : "partly";
}

const sourceOf = (example: Example) => example.organisation.name.toLowerCase();

/**
 * Sets up the example organisation and imports its files in their order, through the ordinary import. Broken off,
 * it goes on with the files that are not in yet.
 */
export async function loadExample(runtime: Runtime, folder: string, loading: Loading): Promise<Loaded> {
  const example = await readExample(folder);
  const state = await exampleState(runtime, example);
  if (state === "other" || state === "whole") throw new AppError("example.not-empty");
  if (state === "empty") await setUpExample.call(runtime, system, example, loading);
  const done = await filesDone(runtime.db, sourceOf(example));
  const loaded: Loaded = { files: 0, records: 0, rejected: 0 };
  for (const [index, { file, profile }] of example.files.entries()) {
    if (done.has(file)) continue;
    loading.onFile?.(file, index + 1, example.files.length);
    const outcome = await importFile(runtime, system, {
      path: join(folder, file),
      profile: await readProfile(folder, profile),
      source: sourceOf(example),
      dry: false,
      ...loading,
    });
    const fault = faultOf(outcome);
    if (fault !== null) throw fault;
    loaded.files += 1;
    loaded.records += outcome.recordsAdded + outcome.recordsChanged;
    loaded.rejected += outcome.rowsRejected;
  }
  return loaded;
}

async function readProfile(folder: string, key: string) {
  return profileSchema.parse(JSON.parse(await readFile(join(folder, "profiles", `${key}.json`), "utf8")));
}
