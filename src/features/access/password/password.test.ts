import { expect, test } from "vitest";
import { useServing } from "../../../../test/serving.ts";

const serving = useServing();
const NEW = "åtta gröna björnar i kö";
const isIn = async (client: ReturnType<typeof serving.client>) =>
  (await client.get("/api/v1/session")).status === 200;

test("a password is changed by who knows the present one; the others are signed out, and this session gets a new token", async () => {
  const account = await serving.account("reader");
  const [client, other, thief] = [serving.client(), serving.client(), serving.client()];
  await client.post("/api/v1/session", account);
  await other.post("/api/v1/session", account);
  for (const [name, value] of client.cookies) thief.cookies.set(name, value);
  const put = (current: string, password: string) =>
    client.send("PUT", "/api/v1/account/password", { current, password });
  expect((await put("fel lösenord", NEW)).body["code"]).toBe("password.wrong");
  for (const weak of ["kort", "1qaz2wsx3edc", account.email])
    expect((await put(account.password, weak)).body.errors).toMatchObject([{ path: "password" }]);
  expect((await put(account.password, NEW)).status).toBe(200);
  expect([await isIn(client), await isIn(other), await isIn(thief)]).toEqual([true, false, false]);
  expect((await serving.client().post("/api/v1/session", account)).status).toBe(401);
  const again = await serving.client().post("/api/v1/session", { ...account, password: NEW });
  expect(again.status).toBe(200);
});

test("whoever sits at an open session guesses at its password no faster than at the door", async () => {
  const client = await serving.signedIn("reader");
  const answers = await Promise.all(
    Array.from({ length: 15 }, (_, number) =>
      client.send("PUT", "/api/v1/account/password", { current: `gissning ${number}`, password: NEW }),
    ),
  );
  expect(answers.filter((answer) => answer.status === 422)).toHaveLength(10);
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(5);
});

test("an administrator gives a link that works once, within a day, and ends every session", async () => {
  const account = await serving.account("reader", serving.house.units.south);
  const open = serving.client();
  await open.post("/api/v1/session", account);
  const path = `/api/v1/people/${account.id}/password-reset`;
  const north = await serving.signedIn("administrator", serving.house.units.north);
  expect((await north.post(path, {})).status).toBe(403);
  const admin = await serving.signedIn("administrator");
  const first = (await admin.post(path, {})).body;
  const offered = (await admin.post(path, {})).body;
  const [, before = ""] = String(first["link"]).split("#");
  const [page, code = ""] = String(offered["link"]).split("#");
  expect(page).toBe("/new-password");
  const take = (taken: string, password = NEW) =>
    serving.client().post("/api/v1/session/password-reset", { code: taken, password });
  expect((await take(before)).body["code"]).toBe("password-reset.over");
  expect((await take(code, "1qaz2wsx3edc")).body["code"]).toBe("input.invalid");
  expect((await take(code)).status).toBe(204);
  expect((await take(code)).body["code"]).toBe("password-reset.over");
  expect(await isIn(open)).toBe(false);
  expect((await serving.client().post("/api/v1/session", { ...account, password: NEW })).status).toBe(200);
  const late = String((await admin.post(path, {})).body["link"]).split("#")[1] ?? "";
  serving.house.clock.set("2023-04-13T12:00:01Z");
  expect((await take(late)).body["code"]).toBe("password-reset.over");
  serving.house.clock.set("2023-04-12T12:00:00Z");
  const entries = await serving.house.journalOf(account.id);
  expect(entries.map((entry) => entry.kind)).toContain("password.reset");
  expect(JSON.stringify(entries)).not.toContain(code);
});

test("nobody lets themselves in as somebody who may do more", async () => {
  const account = await serving.account("administrator");
  const identity = await serving.signedIn("identity-administrator");
  const answer = await identity.post(`/api/v1/people/${account.id}/password-reset`, {});
  expect(answer.body["code"]).toBe("access.beyond-own");
});

test("a password that was hashed at another cost is hashed anew when it is next used", async () => {
  const account = await serving.account("reader");
  const { owner } = serving.house;
  const { hash } = await import("@node-rs/argon2");
  const dated = await hash(account.password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  await owner.query("update password set hash = $2 where person_id = $1", [account.id, dated]);
  expect((await serving.client().post("/api/v1/session", account)).status).toBe(200);
  const { rows } = await owner.query<{ hash: string }>("select hash from password where person_id = $1", [
    account.id,
  ]);
  expect(rows[0]?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect((await serving.client().post("/api/v1/session", account)).status).toBe(200);
});
