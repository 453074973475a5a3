import { describe, expect, test } from "vitest";
import { useServing } from "../../../../test/serving.ts";

const serving = useServing();
const { house } = serving;
const wanted = () => ({
  name: "Övervakning",
  permissions: ["incident:read"],
  unitId: house.units.root,
  expiresAt: "2023-05-01T00:00:00Z",
});
const ask = (key: string) => serving.client().get("/api/v1/incidents", { authorization: `Bearer ${key}` });

test("making a key is making a way in: only for who signed in a moment ago", async () => {
  const { id, email, password } = await serving.account("author");
  const client = serving.client();
  await client.post("/api/v1/session", { email, password });
  expect((await client.post("/api/v1/account/api-keys", wanted())).status).toBe(201);
  await house.owner.query(
    "update session set created_at = created_at - interval '31 minutes' where person_id = $1",
    [id],
  );
  expect((await client.post("/api/v1/account/api-keys", wanted())).body["code"]).toBe("session.too-old");
});

describe("ending every way in ends the keys", () => {
  async function keyed() {
    const account = await serving.account("author");
    const client = serving.client();
    await client.post("/api/v1/session", account);
    const made = await client.post("/api/v1/account/api-keys", wanted());
    const key = String(made.body["key"]);
    expect((await ask(key)).status).toBe(200);
    return { ...account, client, key };
  }

  test("signing out everywhere leaves them, or revokes them where that is asked for", async () => {
    const { client, key, ...account } = await keyed();
    const out = (body: object) => client.post("/api/v1/account/sign-out-everywhere", body);
    expect((await out({})).body).toMatchObject({ keys: 0 });
    expect((await ask(key)).status).toBe(200);
    await client.post("/api/v1/session", account);
    expect((await out({ keys: true })).body).toMatchObject({ keys: 1 });
    expect((await ask(key)).body["code"]).toBe("key.refused");
  });

  test("so may whoever looks after people's access", async () => {
    const { id, key } = await keyed();
    const admin = await serving.signedIn("administrator");
    const out = await admin.post(`/api/v1/people/${id}/sign-out`, { keys: true });
    expect([out.body["keys"], (await ask(key)).status]).toEqual([1, 401]);
  });

  test("a password that is chosen anew by a link revokes them", async () => {
    const { id, key } = await keyed();
    const admin = await serving.signedIn("administrator");
    const { body } = await admin.post(`/api/v1/people/${id}/password-reset`, {});
    const code = String(body["link"]).split("#")[1];
    const reset = { code, password: "en helt annan lång mening" };
    expect((await serving.client().post("/api/v1/session/password-reset", reset)).status).toBe(204);
    expect((await ask(key)).status).toBe(401);
  });
});
