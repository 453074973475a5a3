import { existsSync } from "node:fs";
import { join } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { isLoopback } from "../http/api-info.ts";
import { makeHealth } from "../http/health.ts";
import { makeServer } from "../http/server.ts";
import type { House } from "../house.ts";
import type { Config } from "../platform/config.ts";
import { keepErasures } from "../platform/journal/erasures.ts";
import { startFeed } from "../platform/journal/feed.ts";
import { startReactions } from "../platform/journal/reactions.ts";
import { startSealer } from "../platform/journal/sealer.ts";
import { untilStopped } from "../platform/stop-signal.ts";
import { translator } from "../shared/texts.ts";
import { cliTexts } from "./cli.texts.ts";
import { offerExample } from "./example.ts";
import type { ExampleSignIn } from "../workflows/load-example.ts";
import { erasuresFile } from "./restore.ts";
import type { Shell } from "./shell.ts";

const webRoot = join(import.meta.dirname, "../../dist/web");
/** Requests under way get this long to end when the process is told to stop. */
const DRAIN = 10_000;

export function addServe(program: Command, shell: Shell): void {
  program
    .command("serve")
    .description("Serves the web interface and the API until it is stopped.")
    .option("--port <number>", "the port (default 8377, or BEREDD_PORT)", readPort)
    .option("--host <address>", "the address to listen on (default 127.0.0.1, or BEREDD_HOST)")
    .option("--empty", "on an empty database: do not load the example organisation")
    .action(async (options: { port?: number; host?: string; empty?: boolean }) => {
      const config = {
        ...shell.config(),
        ...(options.port !== undefined && { port: options.port }),
        ...(options.host !== undefined && { host: options.host }),
      };
      const house = await shell.house();
      // Listened to from here on: an interrupt during the start must stop what was started, too.
      const stopped = untilStopped();
      const signIns = await offerExample(house.runtime, shell, options.empty === true);
      const offered = isLoopback(config.host) ? signIns : [];
      const served = await serve(house, config, offered);
      announce(served.address, house, shell, offered);
      await stopped;
      process.stderr.write(`\n${translator(shell.language, cliTexts)("serve.stopping")}\n`);
      await served.stop();
    });
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}

export interface Served {
  address: string;
  stop(): Promise<void>;
}

/** Starts everything that runs by itself, and listens. */
export async function serve(
  house: House,
  config: Config,
  exampleSignIns: readonly ExampleSignIn[] = [],
): Promise<Served> {
  const { runtime, registry, database } = house;
  const ending = new AbortController();
  const sealer = startSealer(database.sealing, house.sealKey, runtime.clock, runtime.log);
  const feed = startFeed(database.connection, runtime.log);
  const kept = keepErasures(erasuresFile(config.dataDir));
  const reactions = startReactions(runtime, [...registry.reactions, kept], feed);
  await house.jobs.work(runtime);
  const health = makeHealth(runtime, {
    pool: database.pool,
    reactions,
    jobs: house.jobs,
    accepting: () => !ending.signal.aborted,
  });
  const server = await makeServer({
    runtime,
    registry,
    about: {
      publicUrl: config.publicUrl,
      exampleSignIns: [...exampleSignIns],
      loopback: isLoopback(config.host),
    },
    events: { feed, ending: ending.signal },
    health,
    guarding: config.guarding,
    webRoot: existsSync(join(webRoot, "index.html")) ? webRoot : null,
  });
  const stop = async (): Promise<void> => {
    ending.abort();
    const forced = setTimeout(() => server.server.closeAllConnections(), DRAIN);
    await server.close();
    clearTimeout(forced);
    await reactions.stop();
    await feed.stop();
    await sealer.stop();
  };
  try {
    const address = await server.listen({ host: config.host, port: config.port });
    return { address: config.publicUrl ?? address, stop };
  } catch (error) {
    // A port that is taken must end the process, not leave it running without a door.
    await stop();
    throw error;
  }
}

function announce(address: string, house: House, shell: Shell, signIns: readonly ExampleSignIn[]): void {
  const t = translator(shell.language, cliTexts);
  const width = signIns.reduce((most, { email }) => Math.max(most, email.length), 0);
  const line = (label: string, value: string) => `  ${label.padEnd(20)}  ${value}`;
  const [first] = signIns;
  const examples =
    first === undefined
      ? []
      : [
          "",
          line(t("serve.sign-ins"), t("serve.sign-ins.where")),
          ...signIns.map(({ email, role }) => `    ${email.padEnd(width)}  ${role[shell.language]}`),
          `    ${t("serve.password").padEnd(18)}  ${first.password}`,
        ];
  shell.print({ address, data: house.place, exampleSignIns: signIns }, () =>
    [
      "",
      line("Beredd", address),
      line(t("serve.data"), house.place),
      ...examples,
      "",
      line(t("serve.empty"), t("serve.empty.how")),
      line(t("serve.own"), t("serve.own.how")),
      line(t("serve.stop"), "Ctrl+C"),
      "",
    ].join("\n"),
  );
}
