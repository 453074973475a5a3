import { z } from "zod";
import { nobody, system, type Actor } from "../../platform/actor.ts";
import { job } from "../../platform/jobs/jobs.ts";
import type { Runtime } from "../../platform/runtime.ts";
import { actorOf, actorOfKeyId } from "../access/index.ts";
import { readRequester } from "./queries-imports.ts";
import { executeRun } from "./run/execute.ts";

/** A key that began it goes on with what the key may do, and its owner's rights do not help it. */
async function actorFor(
  { db, clock }: Runtime,
  { importId, keyId }: { importId: string; keyId?: string | undefined },
): Promise<Actor> {
  if (keyId !== undefined) return (await actorOfKeyId(db, keyId, clock.now())) ?? nobody;
  const personId = await readRequester(db, importId);
  return personId === null ? system : actorOf(db, personId);
}

/** Runs in the name of who asked for it, with the permissions that this person has then. */
export const runImport = job({
  name: "import.run",
  input: z.object({ importId: z.uuid(), keyId: z.uuid().optional() }),
  retries: 5,
  heartbeatSeconds: 30,
  async run({ runtime, input, signal }) {
    const actor = await actorFor(runtime, input);
    await executeRun(runtime, actor, input.importId, { requestId: `job-${input.importId}`, signal });
  },
});
