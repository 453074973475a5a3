import { expect, test } from "vitest";
import type { Client } from "../../../../test/client.ts";
import { useServing } from "../../../../test/serving.ts";

const serving = useServing();
const isIn = async (client: Client) => (await client.get("/api/v1/session")).status === 200;
const listed = async (client: Client) => (await client.get("/api/v1/account/sessions")).body.items ?? [];

async function signInAgain(account: { email: string; password: string }, userAgent: string) {
  const client = serving.client();
  await client.post("/api/v1/session", account, { "user-agent": userAgent });
  return client;
}

async function twice(unitId?: string) {
  const account = await serving.account("reader", unitId);
  const here = await signInAgain(account, "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko Firefox/131.0");
  const there = await signInAgain(account, "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36");
  return { account, here, there };
}

test("one sees where one is signed in, and nobody else's", async () => {
  const { here } = await twice();
  const items = await listed(here);
  expect(items).toHaveLength(2);
  expect(items.find((item) => item["current"] === true)).toMatchObject({
    browser: "Firefox",
    system: "Linux",
    method: "password",
    secondFactor: false,
  });
  expect(items.find((item) => item["current"] === false)).toMatchObject({ browser: "Chrome" });
  expect(JSON.stringify(items)).not.toContain("token");
});

test("one session is ended by one click, the others go on; another's cannot be", async () => {
  const { account, here, there } = await twice();
  const other = (await listed(here)).find((item) => item["current"] === false);
  const stranger = await serving.signedIn("administrator");
  const path = `/api/v1/account/sessions/${String(other?.["id"])}`;
  expect((await stranger.send("DELETE", path)).status).toBe(404);
  expect(await isIn(there)).toBe(true);
  expect((await here.send("DELETE", path)).status).toBe(200);
  expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
  const kinds = (await serving.house.journalOf(account.id)).map((entry) => entry.kind);
  expect(kinds.filter((kind) => kind === "session.closed")).toHaveLength(1);
});

test("signing out everywhere ends every session, here too", async () => {
  const { here, there } = await twice();
  const answer = await here.post("/api/v1/account/sign-out-everywhere", {});
  expect([answer.status, answer.body["ended"]]).toEqual([201, 2]);
  expect([await isIn(here), await isIn(there)]).toEqual([false, false]);
});

test("signing in again ends the session that the browser had", async () => {
  const { account, here } = await twice();
  const before = serving.client();
  for (const [name, value] of here.cookies) before.cookies.set(name, value);
  expect((await here.post("/api/v1/session", account)).status).toBe(200);
  expect([await isIn(before), await isIn(here)]).toEqual([false, true]);
});

test("an administrator sees and ends another's sessions, within the units that are theirs", async () => {
  const { account, here, there } = await twice(serving.house.units.south);
  const path = `/api/v1/people/${account.id}`;
  const north = await serving.signedIn("administrator", serving.house.units.north);
  expect((await north.get(`${path}/sign-in`)).status).toBe(404);
  expect((await north.post(`${path}/sign-out`, {})).status).toBe(403);
  expect((await here.post(`${path}/sign-out`, {})).status).toBe(403);
  const south = await serving.signedIn("administrator", serving.house.units.south);
  const seen = await south.get(`${path}/sign-in`);
  expect(seen.body).toMatchObject({ hasPassword: true, passkeys: 0, hasSecondFactor: false });
  expect(seen.body["sessions"]).toHaveLength(2);
  expect((await south.post(`${path}/sign-out`, {})).body["ended"]).toBe(2);
  expect([await isIn(here), await isIn(there)]).toEqual([false, false]);
  const entries = await serving.house.journalOf(account.id);
  expect(entries.at(-1)).toMatchObject({ kind: "session.all-closed", body: { ended: 2 } });
});

test("limits are the organisation's own, and hold for what is open already", async () => {
  const { clock } = serving.house;
  clock.set("2023-04-12T12:00:00Z");
  const { here } = await twice();
  const admin = await serving.signedIn("administrator");
  const rules = await admin.get("/api/v1/sign-in-rules");
  const put = (who: Client, body: object) => who.send("PUT", "/api/v1/sign-in-rules", body);
  const wanted = { idleMinutes: 5, sessionHours: 1, secondFactorRoles: [], version: rules.body["version"] };
  const north = await serving.signedIn("administrator", serving.house.units.north);
  expect((await put(north, wanted)).status).toBe(403);
  expect((await put(here, wanted)).status).toBe(403);
  expect((await put(admin, { ...wanted, idleMinutes: 4 })).body["code"]).toBe("input.invalid");
  expect((await put(admin, wanted)).status).toBe(200);
  expect((await put(admin, wanted)).status).toBe(412);
  clock.set("2023-04-12T12:04:59Z");
  expect(await isIn(here)).toBe(true);
  clock.set("2023-04-12T12:09:59Z");
  expect(await isIn(here)).toBe(false);
  const again = await serving.signedIn("administrator");
  const back = { idleMinutes: 120, sessionHours: 12, secondFactorRoles: [], version: 2 };
  expect((await put(again, back)).status).toBe(200);
  clock.set("2023-04-12T12:00:00Z");
});

test("whoever gets other roles, or whose account is closed, is signed out", async () => {
  const admin = await serving.signedIn("administrator");
  for (const change of [{ grants: "other" }, { active: false }]) {
    const { account, here } = await twice();
    const role = "active" in change ? "reader" : "lead";
    const grants = [{ role, unitId: serving.house.units.root }];
    const body = { version: 1, grants, ...("active" in change && { active: false }) };
    expect((await admin.send("PUT", `/api/v1/people/${account.id}/grants`, body)).status).toBe(200);
    expect(await isIn(here)).toBe(false);
  }
});
