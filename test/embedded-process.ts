import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

const Said = z.object({
  connection: z.object({ host: z.string(), port: z.number(), user: z.string(), database: z.string() }),
  adopted: z.boolean(),
  joined: z.boolean(),
});
const Failed = z.object({ fault: z.string(), message: z.string() });

export interface EmbeddedTask {
  dataDir: string;
  binaries?: string;
  account?: { uid: number; gid: number };
}

export interface EmbeddedProcess extends z.infer<typeof Said> {
  kill(): Promise<void>;
  stop(): Promise<void>;
}

async function firstLine(task: EmbeddedTask) {
  const program = path.join(import.meta.dirname, "programs", "embedded.ts");
  const child = spawn(process.execPath, [program, JSON.stringify(task)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    const said: unknown = JSON.parse(line);
    return { child, ended, said };
  }
  throw new Error("the process with the embedded server said nothing");
}

/** Starts another process that holds an embedded server. */
export async function startProcess(task: EmbeddedTask): Promise<EmbeddedProcess> {
  const { child, ended, said } = await firstLine(task);
  return {
    ...Said.parse(said),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.stdin.end("stop\n");
      await ended;
    },
  };
}

/** Starts one that is expected to be refused; gives the reason. */
export async function refusedProcess(task: EmbeddedTask): Promise<z.infer<typeof Failed>> {
  const { ended, said } = await firstLine(task);
  await ended;
  return Failed.parse(said);
}
