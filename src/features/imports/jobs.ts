import { z } from "zod";
import { system } from "../../platform/actor.ts";
import { job } from "../../platform/jobs/jobs.ts";
import { actorOf } from "../access/index.ts";
import { readRequester } from "./queries-imports.ts";
import { executeRun } from "./run/execute.ts";

/** Runs in the name of who asked for it, with the permissions that this person has then. */
export const runImport = job({
  name: "import.run",
  input: z.object({ importId: z.uuid() }),
  retries: 5,
  heartbeatSeconds: 30,
  async run({ runtime, input, signal }) {
    const personId = await readRequester(runtime.db, input.importId);
    const actor = personId === null ? system : await actorOf(runtime.db, personId);
    await executeRun(runtime, actor, input.importId, { requestId: `job-${input.importId}`, signal });
  },
});
