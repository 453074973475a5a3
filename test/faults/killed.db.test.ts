import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { Client } from "../client.ts";
import { useFolder } from "../folder.ts";
import { runBeredd, startProduct, type Product } from "../product.ts";

const folder = useFolder();
const rounds = process.env["BEREDD_FULL"] === "1" ? 25 : 3;
const WRITERS = 4;
const account = { email: "admin@exempelkommun.example", password: "en lång mening duger" };

let product: Product | null = null;
afterAll(() => product?.stop());

/** A pseudo-random moment that is the same in every run of the test. */
const moments = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return 150 + (seed % 700);
};

async function signedIn(product: Product): Promise<Client> {
  const client = new Client(product.address);
  const answer = await client.post("/api/v1/session", account);
  if (answer.status !== 200) throw new Error(answer.text);
  return client;
}

/** Writes one record after the other until told to stop; what was acknowledged is remembered. */
async function write(
  client: Client,
  parentId: string,
  name: string,
  acknowledged: Map<string, string>,
  going: () => boolean,
) {
  for (let number = 0; going(); number += 1) {
    const unit = { parentId, name: `${name} ${number}`, kind: "other" };
    try {
      const answer = await client.post("/api/v1/units", unit, { "idempotency-key": unit.name });
      if (answer.status === 201) acknowledged.set(String(answer.body["id"]), unit.name);
    } catch {
      // Cut off: whether it was done is not known, and not claimed.
    }
  }
}

async function postmaster(dataDir: string): Promise<number> {
  const [pid = ""] = (await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n");
  return Number(pid);
}

test(
  `killed ${rounds} times while several clients write, nothing acknowledged is lost and the journal verifies`,
  { timeout: rounds * 60_000 },
  async () => {
    const acknowledged = new Map<string, string>();
    const moment = moments(8377);
    product = await startProduct(folder.path);
    const setup = await new Client(product.address).post("/api/v1/setup", {
      ...account,
      organisationName: "Exempelkommun",
      name: "Administratör",
    });
    expect(setup.status).toBe(201);
    const { body } = await (await signedIn(product)).get("/api/v1/units");
    const rootId = String(body.items?.[0]?.["id"]);

    for (let round = 0; round < rounds; round += 1) {
      const running = product;
      let going = true;
      const clients = await Promise.all(Array.from({ length: WRITERS }, () => signedIn(running)));
      const writers = clients.map((client, writer) =>
        write(client, rootId, `Rond ${round} skrivare ${writer}`, acknowledged, () => going),
      );
      await delay(moment());
      // In turn the product, its database, and both at once.
      if (round % 3 !== 0) process.kill(await postmaster(folder.path), "SIGKILL");
      if (round % 3 !== 1) await running.kill();
      else await delay(200);
      going = false;
      await Promise.all(writers);
      if (round % 3 === 1) await running.kill();
      product = await startProduct(folder.path);
    }

    const client = await signedIn(product);
    const names = new Map<string, unknown>();
    for (let page = 1; ; page += 1) {
      const list = await client.get(`/api/v1/units?limit=500&page=${page}`);
      const items = list.body.items ?? [];
      for (const item of items) names.set(String(item["id"]), item["name"]);
      if (items.length < 500) break;
    }
    expect(acknowledged.size).toBeGreaterThan(rounds * WRITERS);
    const lost = [...acknowledged].filter(([id, name]) => names.get(id) !== name);
    expect(lost).toEqual([]);
    expect(await product.stop()).toBe(0);
    product = null;

    const verified = await runBeredd(["verify", "--json", "--data", folder.path]);
    const result = JSON.parse(verified.stdout) as {
      intact: boolean;
      entries: number;
      unsealed: { entries: number };
    };
    expect([verified.code, result.intact, result.unsealed.entries]).toEqual([0, true, 0]);
    expect(result.entries).toBeGreaterThanOrEqual(acknowledged.size);
  },
);
