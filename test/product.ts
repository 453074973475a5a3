import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { until } from "./until.ts";

/** The product as it is started by people: its own process, on a data directory. */
export interface Product {
  address: string;
  pid: number;
  stderr(): string;
  kill(): Promise<void>;
  stop(): Promise<number | null>;
}

const main = path.join(import.meta.dirname, "..", "src", "main.ts");

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  ended: Promise<number | null>;
  out: () => string;
  err: () => string;
}

/** Starts one command as a process of its own. */
export function startBeredd(args: readonly string[], env: NodeJS.ProcessEnv): Running {
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], TZ: "UTC", ...env },
  });
  let out = "";
  let err = "";
  child.stdout?.on("data", (bytes) => void (out += String(bytes)));
  child.stderr?.on("data", (bytes) => void (err += String(bytes)));
  const ended = once(child, "close").then(([code]) => (typeof code === "number" ? code : null));
  return { child, ended, out: () => out, err: () => err };
}

/** Runs one command to its end. */
export async function runBeredd(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const { ended, out, err } = startBeredd(args, env);
  return { code: await ended, stdout: out(), stderr: err() };
}

/** Starts `beredd serve` and waits until it takes requests. */
export async function startProduct(dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<Product> {
  const { child, ended, out, err } = startBeredd(
    ["serve", "--empty", "--json", "--port", "0", "--data", dataDir],
    env,
  );
  await until(() => /"address": "[^"]+"/.test(out()) || child.exitCode !== null, 180);
  const address = /"address": "([^"]+)"/.exec(out())?.[1];
  if (address === undefined || child.pid === undefined) throw new Error(`It did not start: ${err()}`);
  return {
    address,
    pid: child.pid,
    stderr: err,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
