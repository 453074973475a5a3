import { randomUUID } from "node:crypto";
import { openHouse, type House } from "../house.ts";
import { system } from "../platform/actor.ts";
import type { CommandShell } from "../platform/command.ts";
import { readConfig, type Config } from "../platform/config.ts";
import type { Language } from "../shared/language.ts";
import { makeLog } from "../platform/log.ts";

export interface GlobalOptions {
  data?: string;
  json?: boolean;
  lang?: Language;
}

export interface Shell extends CommandShell {
  config(): Config;
  house(): Promise<House>;
  close(): Promise<void>;
}

/** The shell that commands run in. `options` is read late, after the arguments were parsed. */
export function makeShell(options: () => GlobalOptions, env: NodeJS.ProcessEnv): Shell {
  let opened: Promise<House> | undefined;
  let lineShown = false;
  const spoken = (env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"] ?? "").startsWith("sv") ? "sv" : "en";
  const config = () => {
    const { data } = options();
    return readConfig({ ...env, ...(data !== undefined && { BEREDD_DATA: data }) });
  };
  const clearLine = () => {
    if (lineShown) process.stderr.write("\r\u001b[K");
    lineShown = false;
  };
  const house = () => {
    const read = config();
    // A command's own words are its output; the log speaks up only when something is wrong.
    opened ??= openHouse(read, makeLog(env["BEREDD_LOG_LEVEL"] ?? "warn"));
    return opened;
  };
  return {
    config,
    house,
    runtime: async () => (await house()).runtime,
    actor: system,
    get language() {
      return options().lang ?? spoken;
    },
    requestId: randomUUID(),
    print(value, text) {
      clearLine();
      process.stdout.write(`${options().json === true ? JSON.stringify(value, null, 2) : text()}\n`);
    },
    progress(line) {
      if (!process.stderr.isTTY) return;
      process.stderr.write(`\r\u001b[K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`);
      lineShown = true;
    },
    async close() {
      clearLine();
      if (opened !== undefined) await (await opened).close();
    },
  };
}
