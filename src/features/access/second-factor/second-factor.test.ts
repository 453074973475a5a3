import { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import type { Client } from "../../../../test/client.ts";
import { useServing } from "../../../../test/serving.ts";
import { codeAt } from "./totp.ts";

const serving = useServing();
const START = "2023-04-12T12:00:00Z";
beforeEach(() => serving.house.clock.set(START));

const pass = (seconds: number) => {
  const { clock } = serving.house;
  clock.set(Temporal.Instant.from(clock.now()).add({ seconds }).toString());
};
const secretOf = (body: Record<string, unknown>) => String(body["secret"]).replaceAll(" ", "");
const codeNow = (secret: string) => codeAt(secret, serving.house.clock.now());
const isIn = async (client: Client) => (await client.get("/api/v1/session")).status === 200;

/** A person with an app, and what the app and the paper hold. */
async function withApp() {
  const account = await serving.account("lead");
  const client = serving.client();
  await client.post("/api/v1/session", account);
  const begun = await client.post("/api/v1/account/second-factor/secret", {});
  const secret = secretOf(begun.body);
  const added = await client.post("/api/v1/account/second-factor", {
    step: begun.body["step"],
    code: codeNow(secret),
  });
  expect(added.status).toBe(201);
  const codes = added.body["recoveryCodes"];
  pass(30);
  return { account, client, secret, codes: Array.isArray(codes) ? codes.map(String) : [] };
}

async function halfway(account: { email: string; password: string }) {
  const client = serving.client();
  const answer = await client.post("/api/v1/session", account);
  expect([answer.status, answer.body["next"]]).toEqual([202, "second-factor"]);
  expect(await isIn(client)).toBe(false);
  return client;
}
const second = (client: Client, code: string) => client.post("/api/v1/session/second-factor", { code });

test("whoever has an app signs in with password and code, and with neither alone", async () => {
  const { account, secret } = await withApp();
  const client = await halfway(account);
  const wrong = await second(client, "000000");
  expect([wrong.status, wrong.body["code"]]).toEqual([401, "session.second-factor-wrong"]);
  const answer = await second(client, codeNow(secret));
  expect([answer.status, answer.body["email"]]).toEqual([200, account.email]);
  expect(await isIn(client)).toBe(true);
  const stranger = serving.client();
  expect((await second(stranger, codeNow(secret))).body["code"]).toBe("session.step-over");
});

test("a code counts once: who reads it over a shoulder comes too late", async () => {
  const { account, secret } = await withApp();
  const code = codeNow(secret);
  const clients = await Promise.all(Array.from({ length: 5 }, () => halfway(account)));
  const answers = await Promise.all(clients.map((client) => second(client, code)));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  pass(30);
  const late = await halfway(account);
  expect((await second(late, code)).body["code"]).toBe("session.second-factor-wrong");
});

test("the step is taken once, ends after ten minutes, and belongs to the browser that began it", async () => {
  const { account, secret } = await withApp();
  const client = await halfway(account);
  const copy = serving.client();
  for (const [name, value] of client.cookies) copy.cookies.set(name, value);
  expect((await second(client, codeNow(secret))).status).toBe(200);
  pass(30);
  expect((await second(copy, codeNow(secret))).body["code"]).toBe("session.step-over");
  const slow = await halfway(account);
  pass(600);
  expect((await second(slow, codeNow(secret))).body["code"]).toBe("session.step-over");
});

test("guessing codes is slowed for the person, from whatever address", async () => {
  const { account, secret } = await withApp();
  const client = await halfway(account);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, number) =>
      client.post(
        "/api/v1/session/second-factor",
        { code: String(100_000 + number) },
        { "x-forwarded-for": `192.0.2.${number}` },
      ),
    ),
  );
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(10);
  expect((await second(client, codeNow(secret))).status).toBe(429);
});

test("ten printed codes let in once each, however they are typed, and are journalled", async () => {
  const { account, codes } = await withApp();
  expect(new Set(codes)).toHaveLength(10);
  const [first = ""] = codes;
  const client = await halfway(account);
  expect((await second(client, first.toLowerCase().replaceAll("-", " "))).status).toBe(200);
  expect((await client.get("/api/v1/account")).body["secondFactor"]).toMatchObject({ codesLeft: 9 });
  const again = await halfway(account);
  expect((await second(again, first)).body["code"]).toBe("session.second-factor-wrong");
  const kinds = (await serving.house.journalOf(account.id)).map((entry) => entry.kind);
  expect(kinds).toContain("recovery-code.used");
});

test("new printed codes take the place of the old ones, for whoever has a code", async () => {
  const { account, client, secret, codes } = await withApp();
  const path = "/api/v1/account/second-factor/recovery-codes";
  expect((await client.post(path, { code: "000000" })).body["code"]).toBe("session.second-factor-wrong");
  const renewed = await client.post(path, { code: codeNow(secret) });
  expect(renewed.body["recoveryCodes"]).toHaveLength(10);
  const late = await halfway(account);
  expect((await second(late, codes[0] ?? "")).body["code"]).toBe("session.second-factor-wrong");
});

test("adding and removing the app end the other sessions, and give this one a new token", async () => {
  const account = await serving.account("lead");
  const [client, other, thief] = [serving.client(), serving.client(), serving.client()];
  await client.post("/api/v1/session", account);
  await other.post("/api/v1/session", account);
  for (const [name, value] of client.cookies) thief.cookies.set(name, value);
  const begun = await client.post("/api/v1/account/second-factor/secret", {});
  const secret = secretOf(begun.body);
  const add = { step: begun.body["step"], code: codeNow(secret) };
  expect((await client.post("/api/v1/account/second-factor", add)).status).toBe(201);
  expect([await isIn(client), await isIn(other), await isIn(thief)]).toEqual([true, false, false]);
  expect((await client.post("/api/v1/account/second-factor", add)).body["code"]).toBe("session.step-over");
  pass(30);
  const removal = await client.post("/api/v1/account/second-factor/removal", { code: codeNow(secret) });
  expect(removal.status).toBe(201);
  expect(await isIn(client)).toBe(true);
  expect((await serving.client().post("/api/v1/session", account)).status).toBe(200);
});

test("a step that one person began is of no use to another", async () => {
  const mine = await serving.signedIn("reader");
  const yours = await serving.signedIn("reader");
  const begun = await mine.post("/api/v1/account/second-factor/secret", {});
  const add = { step: begun.body["step"], code: codeNow(secretOf(begun.body)) };
  expect((await yours.post("/api/v1/account/second-factor", add)).body["code"]).toBe("session.step-over");
});

test("whose role asks for a second factor adds an app on the way in, and cannot remove it", async () => {
  const admin = await serving.signedIn("administrator");
  const rules = { idleMinutes: 120, sessionHours: 12, version: 1 };
  const put = (body: object) => admin.send("PUT", "/api/v1/sign-in-rules", body);
  const [before, reader] = [await serving.signedIn("author"), await serving.signedIn("reader")];
  expect((await put({ ...rules, secondFactorRoles: ["author"] })).status).toBe(200);
  // What was opened with one factor does not outlive the rule.
  expect([await isIn(before), await isIn(reader)]).toEqual([false, true]);
  const account = await serving.account("author");
  const client = serving.client();
  const enrol = await client.post("/api/v1/session", account);
  expect([enrol.status, enrol.body["next"]]).toEqual([202, "enrol"]);
  const secret = secretOf(enrol.body);
  const wrong = await client.post("/api/v1/session/enrolment", { code: "000000" });
  expect(wrong.body["code"]).toBe("session.second-factor-wrong");
  const opened = await client.post("/api/v1/session/enrolment", { code: codeNow(secret) });
  expect(opened.body["recoveryCodes"]).toHaveLength(10);
  expect(await isIn(client)).toBe(true);
  pass(30);
  const removal = await client.post("/api/v1/account/second-factor/removal", { code: codeNow(secret) });
  expect(removal.body["code"]).toBe("second-factor.required");
  expect((await halfway(account)).cookies.has("beredd_step")).toBe(true);
  expect((await put({ ...rules, version: 2, secondFactorRoles: [] })).status).toBe(200);
});

test("an administrator takes away a lost app, not one of somebody who may do more", async () => {
  const { account } = await withApp();
  const path = `/api/v1/people/${account.id}/second-factor`;
  const north = await serving.signedIn("administrator", serving.house.units.north);
  expect((await north.send("DELETE", path)).status).toBe(403);
  const identity = await serving.signedIn("identity-administrator");
  expect((await identity.send("DELETE", path)).body["code"]).toBe("access.beyond-own");
  const admin = await serving.signedIn("administrator");
  expect((await admin.send("DELETE", path)).status).toBe(200);
  expect((await serving.client().post("/api/v1/session", account)).status).toBe(200);
  const kinds = (await serving.house.journalOf(account.id)).map((entry) => entry.kind);
  expect(kinds).toContain("second-factor.removed");
});

test("neither secret nor codes lie in clear in the database, the journal, the kept answers or the log", async () => {
  const { account, secret, codes } = await withApp();
  const stored = await serving.house.owner.query<{ text: string }>(
    `select jsonb_agg(to_jsonb(f))::text as text from second_factor f where person_id = $1
     union all select jsonb_agg(to_jsonb(s))::text from sign_in_step s
     union all select jsonb_agg(to_jsonb(c))::text from recovery_code c
     union all select jsonb_agg(body)::text from journal_body
     union all select jsonb_agg(to_jsonb(i))::text from idempotency i`,
    [account.id],
  );
  const everything = [...stored.rows.map((row) => row.text), serving.logged()].join("\n");
  for (const word of [secret, ...codes, ...codes.map((code) => code.replaceAll("-", ""))])
    expect(everything).not.toContain(word);
});
