import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { useProvider } from "../../test/provider.ts";
import { useServing } from "../../test/serving.ts";
import { plainOperations } from "./openapi-plain.ts";
import { signInPaths } from "./openapi-sign-in.ts";

const serving = useServing({ reach: { allowedAddresses: ["127.0.0.1"] } });
const provider = useProvider(serving);

const connection = () => `/api/v1/session/identity-providers/${provider.id}/connection`;
const linked = async (personId: string) =>
  (await serving.house.owner.query("select from person_identity where person_id = $1", [personId])).rowCount;

/** An account with an administrator's roles, and a key of its own that may do next to nothing. */
async function keyed(): Promise<{ id: string; key: Record<string, string> }> {
  const { house } = serving;
  const account = await serving.account("administrator");
  const client = serving.client();
  await client.post("/api/v1/session", account);
  const made = await client.post("/api/v1/account/api-keys", {
    name: "Övervakningen",
    permissions: ["incident:read"],
    unitId: house.units.root,
    expiresAt: Temporal.Instant.from(house.clock.now()).add({ hours: 24 }).toString(),
  });
  return { id: account.id, key: { authorization: `Bearer ${String(made.body["key"])}` } };
}

test("no route about sessions takes an API key, or says whose it is", async () => {
  const { key } = await keyed();
  const at = Object.entries({ ...plainOperations, ...signInPaths }).filter(([path]) =>
    path.startsWith("/session"),
  );
  const answers: unknown[] = [];
  for (const [path, methods] of at) {
    for (const method of Object.keys(methods)) {
      const address = `/api/v1${path.replace("{providerId}", provider.id)}`;
      const body = method === "post" ? {} : undefined;
      const answer = await serving.client().send(method.toUpperCase(), address, body, key);
      answers.push([path, method, answer.status, answer.body["code"], answer.headers.getSetCookie()]);
    }
  }
  expect(answers.length).toBeGreaterThan(10);
  expect(answers).toEqual(
    at.flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => [path, method, 401, "session.required", []]),
    ),
  );
});

test("a stolen key cannot connect a thief to its owner's account, at the beginning or at the end", async () => {
  const { id, key } = await keyed();
  provider.newcomer();
  expect((await serving.client().post(connection(), {}, key)).status).toBe(401);
  // A step that the thief began with an account of their own, brought back with the key.
  const thief = await serving.signedIn("reader");
  const { body } = await thief.post(connection(), {});
  const browser = provider.browserOf(thief);
  const callback = await browser.follow(String(body["location"]), (to) => to.includes("/callback"));
  const { pathname, search } = new URL(callback);
  const cookie = [...browser.jar(serving.address)].map((pair) => pair.join("=")).join("; ");
  const answer = await serving.client().get(pathname + search, { ...key, cookie });
  expect([answer.status, await linked(id)]).toEqual([401, 0]);
});

test("connecting takes our own page, a sign-in of just now, and the very session that began it", async () => {
  const account = await serving.account("reader");
  const client = serving.client();
  await client.post("/api/v1/session", account);
  const from = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  expect((await client.post(connection(), {}, { "x-beredd-csrf": "" })).body["code"]).toBe("session.csrf");
  expect((await client.post(connection(), {}, from)).status).toBe(403);
  // The address that a link leads to only ever signs in.
  expect((await client.get(connection())).status).toBe(404);
  provider.newcomer();
  const browser = provider.browserOf(client);
  await browser.follow(`${provider.start()}&connect=1`, provider.isOurs);
  expect(await linked(account.id)).toBe(0);

  const { body } = await client.post(connection(), {});
  const other = serving.client();
  await other.post("/api/v1/session", account);
  other.cookies.set("beredd_step", client.cookies.get("beredd_step") ?? "");
  const ended = await provider.browserOf(other).follow(String(body["location"]), provider.isOurs);
  expect([new URL(ended).searchParams.get("problem"), await linked(account.id)]).toEqual([
    "session.step-over",
    0,
  ]);

  await serving.house.owner.query(
    "update session set created_at = created_at - interval '31 minutes' where person_id = $1",
    [account.id],
  );
  expect((await client.post(connection(), {})).body["code"]).toBe("session.too-old");
});
