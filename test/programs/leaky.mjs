// Starts a process in a session of its own, as a database server is, says its number, and waits to be killed.
import { spawn } from "node:child_process";
import { endTogether } from "../../scripts/lib/end-together.mjs";

delete process.env.BEREDD_ENDS_TOGETHER;
const watcher = endTogether();
const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], {
  detached: true,
  stdio: "ignore",
});
let said = "";
watcher.stdout.ref();
watcher.stdout.on("data", (bytes) => {
  said += String(bytes);
  // Once it has been seen.
  if (said.includes("1\n")) process.stdout.write(`${child.pid}\n`);
});
setInterval(() => undefined, 1000);
