import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../test/client.ts";
import { inputFor } from "../../test/examples.ts";
import { useServing } from "../../test/serving.ts";
import { registry } from "../house.ts";
import type { Operation } from "../platform/registry.ts";
import { API } from "./mount.ts";

// Hostile and nearly right input for every operation: an answer that says what is wrong, never a fault of ours.

const serving = useServing();
const runs = process.env["BEREDD_FULL"] === "1" ? 300 : 8;
const ids = new Map<string, string>();
let client: Client;

beforeAll(async () => {
  const account = await serving.account("administrator");
  for (const role of ["breach-handler", "lead"]) {
    await serving.house.owner.query("insert into role_grant values (gen_random_uuid(), $1, $2, $3, now())", [
      account.id,
      role,
      serving.house.units.root,
    ]);
  }
  client = serving.client();
  await client.post("/api/v1/session", account);
  for (const name of ["unitId", "parentId"]) ids.set(name, serving.house.units.north);
  ids.set("personId", account.id);
});

const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    " ",
    "\u0000",
    "a\u0000b",
    "\ud800",
    "'; drop table unit; --",
    "<script>alert(1)</script>",
    "%",
    "\\",
    "../../etc/passwd",
    "__proto__",
    true,
    -1,
    0,
    1.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    "9".repeat(400),
    "x".repeat(30_000),
    [],
    {},
    [[]],
    "2023-02-30",
    "-000001-01-01T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z",
    "+275760-09-13T00:00:00Z",
    "2023-04-12T12:05:00+23:59",
    "2301-9999",
    "2017-W60",
    "00000000-0000-0000-0000-000000000000",
    "WzFd",
    "WyJhIiwiYiJd",
    "W251bGwsIngiXQ",
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.jsonValue({ maxDepth: 2 }),
);

interface Attack {
  fields: Record<string, unknown>;
  all: boolean;
}
const attacks = (names: string[]): fc.Arbitrary<Attack> =>
  fc.record({
    all: fc.boolean(),
    fields: fc.dictionary(names.length > 0 ? fc.constantFrom(...names) : fc.string(), hostile, {
      maxKeys: 3,
    }),
  });

function asText(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return encodeURIComponent(text.toWellFormed());
}

async function send(operation: Operation, input: Record<string, unknown>) {
  const { http } = operation;
  if (http === undefined) throw new Error("no address");
  const rest = { ...input };
  const path = http.path.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = rest[name];
    delete rest[name];
    return asText(value ?? "x").slice(0, 190) || "x";
  });
  const inQuery = http.method === "GET" || http.method === "DELETE";
  const query = Object.entries(rest).map(
    ([name, value]) => `${asText(name)}=${asText(value ?? "").slice(0, 2_000)}`,
  );
  return client.send(
    http.method,
    `${API}${path}${inQuery && query.length > 0 ? `?${query.join("&")}` : ""}`,
    inQuery ? undefined : rest,
  );
}

const addressed = registry.operations.filter((operation) => operation.http !== undefined);

describe.each(addressed.map((operation) => [operation.name, operation] as const))(
  "%s",
  (_name, operation) => {
    test("answers hostile and nearly right input without failing", { timeout: 300_000 }, async () => {
      const names = Object.keys(inputFor(operation, ids, "all"));
      await fc.assert(
        fc.asyncProperty(attacks(names), async ({ fields, all }) => {
          const input = { ...inputFor(operation, ids, all ? "all" : "required"), ...fields };
          const answer = await send(operation, input);
          expect(answer.status, answer.text).toBeLessThan(500);
          expect(answer.text).not.toMatch(/\.ts:\d|node_modules|at async|select .* from/i);
        }),
        { numRuns: runs },
      );
    });
  },
);
