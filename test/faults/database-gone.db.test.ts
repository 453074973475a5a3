import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { Client, type Answer } from "../client.ts";
import { useFolder } from "../folder.ts";
import { startProduct, type Product } from "../product.ts";
import { until } from "../until.ts";

const folder = useFolder();
let product: Product | null = null;
afterAll(() => product?.stop());

const account = { email: "admin@exempelkommun.example", password: "en lång mening duger" };

test(
  "the database gone and back under load: 503 with Retry-After, then all goes on by itself and nothing is lost",
  { timeout: 120_000 },
  async () => {
    product = await startProduct(folder.path);
    const client = new Client(product.address);
    await client.post("/api/v1/setup", {
      ...account,
      organisationName: "Exempelkommun",
      name: "Administratör",
    });
    await client.post("/api/v1/session", account);
    const { body } = await client.get("/api/v1/units");
    const parentId = String(body.items?.[0]?.["id"]);
    const acknowledged: string[] = [];
    const refused: Answer[] = [];
    const ending = new AbortController();
    const writers = Array.from({ length: 3 }, async (_, writer) => {
      for (let number = 0; !ending.signal.aborted; number += 1) {
        const name = `${writer}-${number}`;
        const answer = await client.post("/api/v1/units", { parentId, name, kind: "other" });
        if (answer.status === 201) acknowledged.push(name);
        else refused.push(answer);
      }
    });
    await until(() => acknowledged.length > 20);
    const [pid = ""] = (await readFile(path.join(folder.path, "postgres", "postmaster.pid"), "utf8")).split(
      "\n",
    );
    process.kill(Number(pid), "SIGKILL");
    await until(() => refused.length > 0);
    const ready = await client.get("/health/ready");
    const before = acknowledged.length;
    await until(() => acknowledged.length > before + 20, 60);
    ending.abort();
    await Promise.all(writers);

    expect([200, 503]).toContain(ready.status);
    expect(new Set(refused.map((answer) => answer.status))).toEqual(new Set([503]));
    for (const answer of refused) {
      expect(answer.headers.get("retry-after")).toBe("5");
      expect(answer.body["code"]).toBe("database.unavailable");
    }
    const names = new Set<unknown>();
    for (let page = 1, more = true; more; page += 1) {
      const items = (await client.get(`/api/v1/units?limit=500&page=${page}`)).body.items ?? [];
      for (const item of items) names.add(item["name"]);
      more = items.length === 500;
    }
    expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);
    await until(async () => (await client.get("/health/ready")).status === 200);
    await until(async () => /beredd_journal_pending_entries 0/.test((await client.get("/metrics")).text));
  },
);
