import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { useFolder } from "../../../../test/folder.ts";
import { runBeredd, startProduct, type Product } from "../../../../test/product.ts";

// Each command is a process of its own: on a busy machine several of them take their time.
vi.setConfig({ testTimeout: 120_000 });

const folder = useFolder();
let product: Product | null = null;
const admin = { email: "admin@test.example", password: "en lång mening duger", name: "Administratör" };
const address = () => product?.address ?? "";
const run = (...args: string[]) => runBeredd([...args, "--data", folder.path]);

beforeAll(async () => {
  product = await startProduct(folder.path);
  const answer = await fetch(`${address()}/api/v1/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...admin, organisationName: "Testkommun" }),
  });
  if (!answer.ok) throw new Error(`The set-up was refused: ${await answer.text()}`);
}, 120_000);
afterAll(() => product?.stop());

const make = (...more: string[]) =>
  run("key", "make", "--person", admin.email, "--name", "Skript", "--days", "30", ...more);
const ask = async (key: string) =>
  (await fetch(`${address()}/api/v1/incidents`, { headers: { authorization: `Bearer ${key}` } })).status;

test("a key is made on the machine, used at once, listed without the key, and dead when it is revoked", async () => {
  const made = await make("--permission", "incident:read", "--permission", "incident:report");
  expect([made.code, made.stderr]).toEqual([0, ""]);
  const key = made.stdout.trim();
  expect(key).toMatch(/^beredd_[0-9A-Za-z]{49}$/);
  expect(await ask(key)).toBe(200);
  const listed = await run("key", "list");
  expect(listed.stdout).toContain(`${key.slice(0, 13)}…  working`);
  expect(listed.stdout).not.toContain(key);
  const [id = ""] = listed.stdout.split("  ");
  expect((await run("key", "revoke", id)).code).toBe(0);
  expect(await ask(key)).toBe(401);
});

test("a key never has more than its person, also on the machine: exit code 3", async () => {
  const beyond = await make("--permission", "breach:read");
  expect([beyond.code, beyond.stdout]).toEqual([3, ""]);
  expect(beyond.stderr).toContain("breach:read");
});

test("a role that nobody may restore any more is restored on the machine", async () => {
  const restored = await run("role", "restore", "breach-handler", "--json");
  expect(JSON.parse(restored.stdout)).toMatchObject({ role: "breach-handler", edited: false });
});
