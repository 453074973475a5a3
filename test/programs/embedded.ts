// A process of its own that holds an embedded server, for tests that kill, join and drop rights.
// Argument: JSON { dataDir, binaries?, account? }. Prints one JSON line; "stop" on stdin ends it.
import { createInterface } from "node:readline";
import { z } from "zod";
import { EmbeddedFault, startEmbedded } from "../../src/platform/database/embedded/index.ts";

const Task = z.object({
  dataDir: z.string(),
  binaries: z.string().optional(),
  account: z.object({ uid: z.number(), gid: z.number() }).optional(),
});

const task = Task.parse(JSON.parse(process.argv[2] ?? "{}"));
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

if (task.account) {
  // After all modules are loaded: the checkout may lie where only root can read.
  process.setgroups?.([]);
  process.setgid?.(task.account.gid);
  process.setuid?.(task.account.uid);
}

try {
  const server = await startEmbedded({
    dataDir: task.dataDir,
    log: quiet,
    settings: { fsync: "off" },
    ...(task.binaries && { binaries: task.binaries }),
  });
  const { connection, adopted, joined, serverVersion } = server;
  console.log(JSON.stringify({ connection, adopted, joined, serverVersion }));
  for await (const line of createInterface({ input: process.stdin })) if (line === "stop") break;
  await server.stop();
} catch (error) {
  if (!(error instanceof EmbeddedFault)) throw error;
  console.log(JSON.stringify({ fault: error.code, message: error.message }));
  process.exitCode = 1;
}
