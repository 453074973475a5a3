import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll } from "vitest";
import { hashPassword } from "../src/features/access/sign-in/passwords.ts";
import type { Label } from "../src/shared/language.ts";
import type { ShippedRole } from "../src/features/access/roles/bundles.ts";
import { makeHealth } from "../src/http/health.ts";
import { makeServer } from "../src/http/server.ts";
import { registry } from "../src/house.ts";
import { startFeed } from "../src/platform/journal/feed.ts";
import { startReactions } from "../src/platform/journal/reactions.ts";
import { loadSealKey } from "../src/platform/journal/seal.ts";
import { startSealer } from "../src/platform/journal/sealer.ts";
import { defaultGuarding, type Guarding } from "../src/platform/limits.ts";
import type { Registry } from "../src/platform/registry.ts";
import type { Reach } from "../src/platform/reach.ts";
import type { Runtime } from "../src/platform/runtime.ts";
import { Client } from "./client.ts";
import { useFolder } from "./folder.ts";
import { useHouse, type TestHouse } from "./house.ts";

export const PASSWORD = "en lång mening duger";

export interface Serving {
  house: TestHouse;
  address: string;
  server: FastifyInstance;
  /** Every line that the log took, from debug up. */
  logged(): string;
  /** Begins to drain, as stopping does; the server goes on until the test file ends. */
  drain(): void;
  /** A stranger's client, with a cookie jar of its own. */
  client(): Client;
  /** A person with the role over the unit, signed in over HTTP. */
  signedIn(role: ShippedRole, unitId?: string): Promise<Client>;
  /** The same, not signed in: the address and the password. */
  account(role: ShippedRole, unitId?: string): Promise<{ id: string; email: string; password: string }>;
}

export interface ServingOptions {
  publicUrl?: string;
  /** What the product may reach beyond itself; nothing where it is not said. */
  reach?: Partial<Reach>;
  registry?: Registry;
  exampleSignIns?: { email: string; role: Label }[];
  guarding?: Partial<Guarding>;
  webRoot?: string;
}

interface Running {
  server: FastifyInstance;
  address: string;
  ending: AbortController;
  stop(): Promise<void>;
}

async function start(
  house: TestHouse,
  runtime: Runtime,
  keyDir: string,
  options: ServingOptions,
): Promise<Running> {
  const operations = options.registry ?? registry;
  const sealer = startSealer(house.sealing, await loadSealKey(keyDir), house.clock, runtime.log);
  const feed = startFeed(house.database.connection, runtime.log);
  const reactions = startReactions(runtime, operations.reactions, feed);
  const ending = new AbortController();
  const accepting = () => !ending.signal.aborted;
  const server = await makeServer({
    runtime,
    registry: operations,
    about: {
      publicUrl: options.publicUrl ?? null,
      exampleSignIns: options.exampleSignIns ?? [],
      loopback: true,
    },
    events: { feed, ending: ending.signal, beat: 50 },
    health: makeHealth(runtime, { pool: house.pool, reactions, jobs: house.jobs, accepting }),
    webRoot: options.webRoot ?? null,
    guarding: { ...defaultGuarding, ...options.guarding },
  });
  const address = await server.listen({ host: "127.0.0.1", port: 0 });
  return {
    server,
    address,
    ending,
    async stop() {
      ending.abort();
      server.server.closeAllConnections();
      await server.close();
      await reactions.stop();
      await feed.stop();
      await sealer.stop();
    },
  };
}

/** The real server over the house of the test file, listening. */
export function useServing(options: ServingOptions = {}): Serving {
  const house = useHouse();
  const folder = useFolder();
  const lines: string[] = [];
  let running: Running | null = null;
  const held = () => {
    if (running === null) throw new Error("The server runs inside tests and hooks.");
    return running;
  };
  beforeAll(async () => {
    const into = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const log = pino({ level: "debug", base: null }, into);
    const reach = { ...house.runtime.reach, ...options.reach };
    running = await start(house, { ...house.runtime, log, reach }, folder.path, options);
  });
  afterAll(() => running?.stop());
  const serving: Serving = {
    house,
    get address() {
      return held().address;
    },
    get server() {
      return held().server;
    },
    logged: () => lines.join(""),
    drain: () => held().ending.abort(),
    client: () => new Client(held().address),
    async account(role, unitId) {
      const actor = await house.actor(role, unitId);
      const id = actor.id ?? "";
      const email = `${randomUUID()}@test.example`;
      await house.owner.query("update person set email = $2 where id = $1", [id, email]);
      await house.owner.query("insert into password values ($1, $2, now())", [
        id,
        await hashPassword(PASSWORD),
      ]);
      return { id, email, password: PASSWORD };
    },
    async signedIn(role, unitId) {
      const { email, password } = await serving.account(role, unitId);
      const client = serving.client();
      const answer = await client.post("/api/v1/session", { email, password });
      if (answer.status !== 200) throw new Error(`Signing in was refused: ${answer.text}`);
      return client;
    },
  };
  return serving;
}
