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

function start(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): { child: ChildProcess; out: () => string; err: () => string } {
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], TZ: "UTC", ...env },
  });
  let out = "";
  let err = "";
  child.stdout?.on("data", (bytes) => void (out += String(bytes)));
  child.stderr?.on("data", (bytes) => void (err += String(bytes)));
  return { child, out: () => out, err: () => err };
}

/** Runs one command to its end. */
export async function runBeredd(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const { child, out, err } = start(args, env);
  const [code] = await once(child, "close");
  return { code: typeof code === "number" ? code : null, stdout: out(), stderr: err() };
}

/** Starts `beredd serve` and waits until it takes requests. */
export async function startProduct(dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<Product> {
  const { child, out, err } = start(["serve", "--empty", "--json", "--port", "0", "--data", dataDir], env);
  const ended = once(child, "exit");
  await until(() => /"address": "[^"]+"/.test(out()) || child.exitCode !== null, 60);
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
      const [code] = await ended;
      return typeof code === "number" ? code : null;
    },
  };
}
