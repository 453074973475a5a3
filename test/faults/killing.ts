import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { Client } from "../client.ts";
import { until } from "../until.ts";
import { startBeredd, startProduct, type Product } from "../product.ts";

// What is killed here, at moments that differ from round to round and are the same in every run.

export const account = { email: "admin@exempelkommun.example", password: "en lång mening duger" };
const WRITERS = 4;

/** Pseudo-random whole numbers from `low` up to `high`, the same ones for the same seed. */
export function numbers(seed: number): (low: number, high: number) => number {
  let state = seed;
  return (low, high) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return low + Math.floor((state / 2_147_483_648) * (high - low));
  };
}

async function pidFile(dataDir: string): Promise<string[]> {
  const text = await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "");
  return text.split("\n");
}

/** Kills the embedded server of the directory, when one runs. */
export async function killServer(dataDir: string): Promise<void> {
  const pid = Number((await pidFile(dataDir))[0]);
  try {
    if (pid > 0) process.kill(pid, "SIGKILL");
  } catch {
    // It went by itself in this moment.
  }
}

/** A look at the database behind the product's back, while its server runs. */
export async function lookInto<T>(dataDir: string, look: (client: pg.Client) => Promise<T>): Promise<T> {
  const [, , , port, host] = await pidFile(dataDir);
  const client = new pg.Client({ host: host ?? "", port: Number(port), user: "beredd", database: "beredd" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await look(client);
  } finally {
    await client.end();
  }
}

export async function signedIn(product: Product): Promise<Client> {
  const client = new Client(product.address);
  const answer = await client.post("/api/v1/session", account);
  if (answer.status >= 300) throw new Error(answer.text);
  return client;
}

/** The first start of an installation, with its organisation; the id of the topmost unit. */
export async function begin(
  dataDir: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ product: Product; rootId: string }> {
  const product = await startProduct(dataDir, env);
  const names = { organisationName: "Exempelkommun", name: "Administratör" };
  const setup = await new Client(product.address).post("/api/v1/setup", { ...account, ...names });
  if (setup.status !== 201) throw new Error(setup.text);
  const { body } = await (await signedIn(product)).get("/api/v1/units");
  return { product, rootId: String(body.items?.[0]?.["id"]) };
}

/** Several clients that write one record after the other; what was acknowledged is remembered by id. */
export class Writers {
  readonly acknowledged = new Map<string, string>();
  #ending = new AbortController();
  #running: Promise<void>[] = [];

  async start(product: Product, parentId: string, name: string): Promise<void> {
    this.#ending = new AbortController();
    const clients = await Promise.all(Array.from({ length: WRITERS }, () => signedIn(product)));
    this.#running = clients.map((client, number) => this.#write(client, parentId, `${name} ${number}`));
  }

  async #write(client: Client, parentId: string, name: string): Promise<void> {
    for (let number = 0; !this.#ending.signal.aborted; number += 1) {
      const unit = { parentId, name: `${name} ${number}`, kind: "other" };
      try {
        const answer = await client.post("/api/v1/units", unit, { "idempotency-key": unit.name });
        if (answer.status === 201) this.acknowledged.set(String(answer.body["id"]), unit.name);
        // Refused while the database is away: not at once again.
        else await delay(20);
      } catch {
        // Cut off: whether it was done is not known, and not claimed.
        await delay(20);
      }
    }
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#running);
  }
}

export interface Rounds {
  dataDir: string;
  rounds: number;
  seed: number;
}

/** In turn the product, its database and both are killed while clients write; the next start needs no hand. */
export async function killUnderWriters(
  { dataDir, rounds, seed }: Rounds,
  from: { product: Product; rootId: string },
): Promise<{ product: Product; writers: Writers }> {
  const random = numbers(seed);
  const writers = new Writers();
  let { product } = from;
  for (let round = 0; round < rounds; round += 1) {
    const before = writers.acknowledged.size;
    await writers.start(product, from.rootId, `Rond ${round} skrivare`);
    // However slow the machine is, each round has something to lose.
    await until(() => writers.acknowledged.size > before + WRITERS, 60);
    await delay(random(50, 850));
    if (round % 3 !== 0) await killServer(dataDir);
    if (round % 3 !== 1) await product.kill();
    else await delay(random(0, 300));
    await writers.stop();
    if (round % 3 === 1) await product.kill();
    product = await startProduct(dataDir);
  }
  return { product, writers };
}

/** Starts a command and kills it after so many milliseconds, its database server with it or not. */
export async function killCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  after: number,
  dataDirToo: string | null,
): Promise<void> {
  const running = startBeredd(args, env);
  await Promise.race([delay(after), running.ended]);
  running.child.kill("SIGKILL");
  if (dataDirToo !== null) await killServer(dataDirToo);
  await running.ended;
}

export const isThere = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/** What has been written is there whole or not at all, and every reaction has passed all of the journal. */
export async function countHalves(
  dataDir: string,
): Promise<{ halves: number; gaps: number; units: string[] }> {
  return lookInto(dataDir, async (client) => {
    const { rows } = await client.query<{ halves: number; gaps: number }>(
      `select
         (select count(*)::int from unit u where u.name like 'Rond%' and not exists
            (select from journal j join journal_body b on b.entry_id = j.id where j.subject_id = u.id and j.kind = 'unit.added'))
         + (select count(*)::int from journal j where j.kind = 'unit.added' and not exists
            (select from unit u where u.id = j.subject_id))
         + (select count(*)::int from journal j left join journal_body b on b.entry_id = j.id where b.entry_id is null) as halves,
         (select (coalesce(max(position), 0) - count(*))::int from journal_position) as gaps`,
    );
    const units = await client.query<{ id: string }>("select id from unit where name like 'Rond%'");
    return {
      halves: rows[0]?.halves ?? -1,
      gaps: rows[0]?.gaps ?? -1,
      units: units.rows.map(({ id }) => id),
    };
  });
}
