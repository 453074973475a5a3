import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Client, type Answer } from "../client.ts";
import { startOwnExternal, type OwnExternal } from "../external.ts";
import { useFolder } from "../folder.ts";
import { runBeredd, startProduct, type Product } from "../product.ts";
import { EventStream } from "../stream.ts";
import { until } from "../until.ts";
import { account, signedIn } from "./killing.ts";

// Two processes on one PostgreSQL, reached as an external one is; they share the folder with the keys.

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const folder = useFolder();
let external: OwnExternal;
let env: NodeJS.ProcessEnv = {};
let rootId = "";
const products: Product[] = [];

async function start(): Promise<Product> {
  const product = await startProduct(folder.path, env);
  products.push(product);
  return product;
}

beforeAll(async () => {
  external = await startOwnExternal();
  env = { DATABASE_URL: external.url };
  const first = await start();
  const names = { organisationName: "Exempelkommun", name: "Administratör" };
  await new Client(first.address).post("/api/v1/setup", { ...account, ...names });
  const { body } = await (await signedIn(first)).get("/api/v1/units");
  rootId = String(body.items?.[0]?.["id"]);
  await start();
});
afterAll(async () => {
  for (const product of products) await product.stop().catch(() => undefined);
  await external.stop();
});

/** Writes through one process until told to stop. */
function load(client: Client, name: string) {
  const ending = new AbortController();
  const acknowledged: string[] = [];
  const refused: Answer[] = [];
  const cut: unknown[] = [];
  const running = (async () => {
    for (let number = 0; !ending.signal.aborted; number += 1) {
      const unit = { parentId: rootId, name: `${name} ${number}`, kind: "other" };
      try {
        const answer = await client.post("/api/v1/units", unit);
        if (answer.status === 201) acknowledged.push(unit.name);
        else refused.push(answer);
        if (answer.status !== 201) await delay(20);
      } catch (error) {
        cut.push(error);
        await delay(20);
      }
    }
  })();
  return { acknowledged, refused, cut, stop: () => (ending.abort(), running) };
}

async function namesOf(client: Client): Promise<Set<unknown>> {
  const names = new Set<unknown>();
  for (let page = 1, more = true; more; page += 1) {
    const items = (await client.get(`/api/v1/units?limit=500&page=${page}`)).body.items ?? [];
    for (const item of items) names.add(item["name"]);
    more = items.length === 500;
  }
  return names;
}

const sealedBy = async (product: Product) =>
  until(async () => {
    const { text } = await new Client(product.address).get("/metrics");
    return /beredd_journal_pending_entries 0/.test(text) && /beredd_journal_unsealed_seconds 0\n/.test(text);
  }, 60);

describe("two processes under load", () => {
  test("one killed: the other answers all it gets, streams go on, and what the first one led is taken over", async () => {
    const [first, second] = products;
    if (first === undefined || second === undefined) throw new Error("two processes");
    const client = await signedIn(second);
    const stream = await EventStream.open(second.address, client.cookie);
    await until(() => stream.ready);
    const loads = [
      load(await signedIn(first), "Första"),
      load(client, "Andra"),
      load(await signedIn(second), "Tredje"),
    ];
    const [doomed, ...staying] = loads;
    await until(() => loads.every(({ acknowledged }) => acknowledged.length > 20), 60);
    await first.kill();
    const before = staying.map(({ acknowledged }) => acknowledged.length);
    await until(
      () => staying.every(({ acknowledged }, index) => acknowledged.length > (before[index] ?? 0) + 30),
      60,
    );
    await Promise.all(loads.map(({ stop }) => stop()));

    for (const { refused, cut } of staying) expect([refused, cut]).toEqual([[], []]);
    expect(doomed?.cut.length).toBeGreaterThan(0);
    const names = await namesOf(client);
    const acknowledged = loads.flatMap((one) => one.acknowledged);
    expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);
    await sealedBy(second);
    // Everything that was written by either reached the stream, once, in order.
    await until(
      () => stream.events.filter(({ kind }) => kind === "unit.added").length >= acknowledged.length,
    );
    const ids = stream.events.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
    stream.close();
    products.splice(products.indexOf(first), 1);
  });

  test("PostgreSQL stopped and started: 503 with Retry-After, then on again by itself, nothing acknowledged lost", async () => {
    if (products.length < 2) await start();
    const loads = await Promise.all(
      products.map(async (product, number) => load(await signedIn(product), `Avbrott ${number}`)),
    );
    await until(() => loads.every(({ acknowledged }) => acknowledged.length > 10), 60);
    await external.halt();
    await until(() => loads.every(({ refused }) => refused.length > 3), 60);
    const ready = await Promise.all(products.map(({ address }) => new Client(address).get("/health/ready")));
    expect(ready.map(({ status }) => status)).toEqual(ready.map(() => 503));
    await external.start();
    const before = loads.map(({ acknowledged }) => acknowledged.length);
    await until(
      () => loads.every(({ acknowledged }, index) => acknowledged.length > (before[index] ?? 0) + 20),
      60,
    );
    await Promise.all(loads.map(({ stop }) => stop()));

    for (const { refused, cut } of loads) {
      expect(cut).toEqual([]);
      for (const answer of refused) {
        expect([answer.status, answer.body["code"]]).toEqual([503, "database.unavailable"]);
        expect(answer.headers.get("retry-after")).toBe("5");
      }
    }
    const [product] = products;
    if (product === undefined) throw new Error("a process");
    const names = await namesOf(await signedIn(product));
    expect(loads.flatMap((one) => one.acknowledged).filter((name) => !names.has(name))).toEqual([]);
    await sealedBy(product);
  });

  test("and the journal of both is one, intact", async () => {
    const { code, stdout } = await runBeredd(["verify", "--json", "--data", folder.path], env);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { intact: true, unsigned: 0 }]);
  });
});
