// Started by end-together.mjs: remembers every descendant of the process whose number it is given, also those that
// went into sessions of their own, and ends what is left of them when its standard input closes.
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

const root = Number(process.argv[2]);
const EVERY = 500;
const GRACE = 3_000;
/** Process number → when it started, so that a number used anew is not taken for it. */
const seen = new Map();

function look() {
  const all = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const program = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      all.set(Number(name), { parent: Number(fields[1]), started: fields[19], state: fields[0], program });
    } catch {
      // It ended while we looked.
    }
  }
  return all;
}

function isOurs(all, pid, parent) {
  if (pid === process.pid || seen.has(pid)) return false;
  return parent === root || (seen.has(parent) && all.get(parent)?.started === seen.get(parent));
}

function remember() {
  const all = look();
  const known = seen.size;
  // Parents come before their children only mostly: again until nothing is added.
  for (let before = -1; before !== seen.size;) {
    before = seen.size;
    for (const [pid, { parent, started }] of all) if (isOurs(all, pid, parent)) seen.set(pid, started);
  }
  if (seen.size > known) process.stdout.write(`${seen.size}\n`);
  for (const [pid, started] of seen) if (all.get(pid)?.started !== started) seen.delete(pid);
  return all;
}

function signal(all, name) {
  for (const [pid, started] of seen) {
    const found = all.get(pid);
    if (found?.started !== started || found.state === "Z") continue;
    try {
      // PostgreSQL stops at once by SIGQUIT, with all of its own; the rest has nothing to say any more.
      process.kill(pid, name === "end" && found.program === "postgres" ? "SIGQUIT" : "SIGKILL");
    } catch {
      // It ended by itself.
    }
  }
}

// A signal to the whole group ends the run; this is for after it.
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => undefined);
process.stdout.on("error", () => undefined);
const watching = setInterval(remember, EVERY);
remember();
process.stdin.resume();
process.stdin.on("end", async () => {
  clearInterval(watching);
  signal(remember(), "end");
  await delay(GRACE);
  signal(look(), "now");
  process.exit();
});
