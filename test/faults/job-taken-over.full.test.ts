import { afterAll, beforeAll, expect, test } from "vitest";
import { startOwnExternal, type OwnExternal } from "../external.ts";
import { useFolder } from "../folder.ts";
import { startProduct, type Product } from "../product.ts";
import { until } from "../until.ts";
import { begin, signedIn } from "./killing.ts";

// The job queue looks for dead workers once a minute: too long for every run.

const folder = useFolder();
const products: Product[] = [];
let external: OwnExternal;
let env: NodeJS.ProcessEnv = {};
beforeAll(async () => {
  external = await startOwnExternal();
  env = { DATABASE_URL: external.url };
  products.push((await begin(folder.path, env)).product, await startProduct(folder.path, env));
});
afterAll(async () => {
  for (const product of products) await product.stop().catch(() => undefined);
  await external.stop();
});

test("an import whose process is killed is taken over by the other, and every row of it is there", async () => {
  const [first, second] = products;
  if (first === undefined || second === undefined) throw new Error("two processes");
  const rows = Array.from({ length: 60_000 }, (_, number) => `K${number};Avbrott ${number};2022-03-01 08:00`);
  const csv = Buffer.from(`Nummer;Rubrik;Anmäld\n${rows.join("\n")}\n`);
  const client = await signedIn(first);
  const bytes = { "content-type": "application/octet-stream" };
  const uploaded = await client.post("/api/v1/files?name=log.csv", csv, bytes);
  const asked = { fileId: uploaded.body["id"], profileKey: "swedish-excel", source: "killed" };
  const started = await client.post("/api/v1/imports", asked);
  expect([started.status, started.text]).toEqual([201, expect.any(String)]);
  const of = async (product: Product) =>
    (await (await signedIn(product)).get(`/api/v1/imports/${String(started.body["id"])}`)).body;
  await until(async () => Number((await of(first))["rowsRead"]) > 0, 120);
  // Whichever of them does it: both are killed in turn, and a third takes up what is left.
  await first.kill();
  await second.kill();
  const third = await startProduct(folder.path, env);
  products.splice(0, 2, third);
  await until(async () => (await of(third))["state"] === "done", 400);
  expect(await of(third)).toMatchObject({ rowsRead: rows.length });
});
