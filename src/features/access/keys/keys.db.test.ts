import { beforeAll, describe, expect, test } from "vitest";
import { useServing } from "../../../../test/serving.ts";
import type { Client } from "../../../../test/client.ts";
import type { Actor } from "../../../platform/actor.ts";
import { system } from "../../../platform/actor.ts";
import { until } from "../../../../test/until.ts";
import { inTransaction } from "../../../platform/database/transaction.ts";
import { openSession } from "../sessions/sessions.ts";
import { editAccessSettings, readAccessSettings } from "../settings/edit-settings.ts";
import { actorOfKeyId } from "./key-actor.ts";
import { makeKey } from "./make-key.ts";
import { readKeys, readOwnKeys } from "./read-keys.ts";
import { revokeKey, revokeOwnKey } from "./revoke-keys.ts";

const serving = useServing();
const { house } = serving;
const SOON = "2023-05-01T00:00:00Z";
let author: Actor;
beforeAll(async () => {
  author = await house.actor("author");
});

interface Wish {
  permissions?: string[];
  unitId?: string;
  expiresAt?: string;
  path?: string;
  name?: string;
}

/** Signed in just now. */
async function sitting(actor: Actor): Promise<Actor> {
  if (actor.kind !== "person" || actor.unrestricted) return actor;
  const now = house.clock.now();
  const opening = {
    personId: actor.id ?? "",
    userAgent: "",
    method: "password",
    secondFactor: false,
  } as const;
  const { id } = await inTransaction(house.db, (tx) => openSession(tx, opening, now));
  return { ...actor, sessionId: id };
}

const make = async (actor: Actor, wish: Wish = {}) =>
  makeKey.call(
    house.runtime,
    await sitting(actor),
    {
      name: "Övervakning",
      permissions: ["incident:read", "incident:report"],
      unitId: house.units.root,
      expiresAt: SOON,
      ...wish,
    },
    house.call(),
  );
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const ask = (key: string, path = "/api/v1/incidents", client: Client = serving.client()) =>
  client.get(path, bearer(key));
const report = (title: string, unitId: string) => ({
  title,
  unitId,
  started: { at: "2023-04-12T10:00:00Z", precision: "minute" },
});

describe("making a key", () => {
  test("tells it once, and keeps a hash and its first characters", async () => {
    const { key, made } = await make(author);
    expect(made).toMatchObject({ hint: key.slice(0, 13), state: "working", lastUsedAt: null, lost: [] });
    const { rows } = await house.owner.query<{ row: string }>(
      "select k::text as row from api_key k where id = $1",
      [made.id],
    );
    expect(rows[0]?.row).not.toContain(key.slice(13));
    const entries = await house.journalOf(made.id);
    expect(entries.map((entry) => entry.kind)).toEqual(["api-key.made"]);
    expect(JSON.stringify(entries)).not.toContain(key.slice(13));
    const { rows: kept } = await house.owner.query("select from idempotency where verb = 'api-key.make'");
    expect(kept).toHaveLength(0);
  });

  test("gives no more than its maker holds, over no more units", async () => {
    const beyond = { code: "access.beyond-own" };
    await expect(make(author, { permissions: ["settings:edit"] })).rejects.toMatchObject(beyond);
    await expect(make(author, { permissions: ["breach:read"] })).rejects.toMatchObject(beyond);
    const northern = await house.actor("author", house.units.north);
    await expect(make(northern, { unitId: house.units.root })).rejects.toMatchObject({
      code: "access.refused",
    });
    await expect(make(northern, { unitId: house.units.south })).rejects.toMatchObject({
      code: "access.refused",
    });
    await expect(make(await house.actor("reader"))).rejects.toMatchObject({ code: "access.refused" });
  });

  test("refuses what no key carries, a time that is past, and one that is too far", async () => {
    const admin = await house.actor("administrator");
    for (const permission of ["key:make", "role:edit", "break-glass:manage", "incident:invent"])
      await expect(make(admin, { permissions: [permission] })).rejects.toMatchObject({
        code: "input.invalid",
      });
    await expect(make(author, { expiresAt: "2023-04-12T11:00:00Z" })).rejects.toMatchObject({
      code: "input.invalid",
    });
    await expect(make(author, { expiresAt: "2024-04-13T12:00:00Z" })).rejects.toMatchObject({
      code: "key.too-long",
    });
    const { version, ...settings } = await readAccessSettings.call(house.runtime, admin, {});
    const change = { ...settings, keyDaysMax: 10, version };
    await editAccessSettings.call(house.runtime, admin, change, house.call());
    await expect(make(author)).rejects.toMatchObject({ code: "key.too-long", params: { days: 10 } });
    await editAccessSettings.call(house.runtime, admin, { ...settings, version: version + 1 }, house.call());
  });

  test("for another person is done on the machine itself alone, with what that person holds", async () => {
    const wish = { name: "Skript", unitId: house.units.root, expiresAt: SOON, personId: author.id ?? "" };
    const admin = await house.actor("administrator");
    await expect(
      makeKey.call(house.runtime, admin, { ...wish, permissions: ["incident:read"] }, house.call()),
    ).rejects.toMatchObject({ code: "input.invalid", faults: [{ path: "personId" }] });
    const { made } = await makeKey.call(
      house.runtime,
      system,
      { ...wish, permissions: ["incident:read"] },
      house.call(),
    );
    expect(made.personId).toBe(author.id);
    await expect(
      makeKey.call(house.runtime, system, { ...wish, permissions: ["settings:edit"] }, house.call()),
    ).rejects.toMatchObject({ code: "access.beyond-own" });
  });
});

describe("a key over HTTP", () => {
  test("is taken as Bearer, also for writing without the page's token, and is refused everywhere else", async () => {
    const { key, made } = await make(author);
    expect((await ask(key)).status).toBe(200);
    const written = await serving
      .client()
      .post("/api/v1/incidents", report("Från nyckeln", house.units.north), bearer(key));
    expect(written.status).toBe(201);
    const anonymous = serving.client();
    for (const name of ["key", "access_token", "api_key", "token"])
      expect((await anonymous.get(`/api/v1/incidents?${name}=${key}`)).status).toBe(401);
    const cookie = { cookie: `beredd_session=${key}` };
    expect((await anonymous.get("/api/v1/incidents", cookie)).status).toBe(401);
    expect((await anonymous.get("/api/v1/incidents", { "x-api-key": key })).status).toBe(401);
    expect(
      (await anonymous.get("/api/v1/incidents", { authorization: `Basic ${btoa(`${key}:`)}` })).status,
    ).toBe(401);
    expect((await house.journalOf(String(written.body["id"])))[0]).toMatchObject({
      actorKind: "api-key",
      actorId: made.id,
    });
  });

  test("goes before the cookie: what the session may, the key does not borrow", async () => {
    const client = await serving.signedIn("administrator");
    expect((await client.get("/api/v1/people")).status).toBe(200);
    const { key } = await make(author);
    expect((await ask(key, "/api/v1/people", client)).status).toBe(403);
    expect((await ask("beredd_fel", "/api/v1/people", client)).status).toBe(401);
  });

  test("is nobody's own account", async () => {
    const { key } = await make(author);
    expect((await ask(key, "/api/v1/account/api-keys")).status).toBe(403);
    expect((await ask(key, "/api/v1/account/sessions")).status).toBe(403);
    expect((await ask(key, "/api/v1/session")).status).toBe(401);
  });

  test("reaches its unit alone, and does only what it was made for", async () => {
    const { key } = await make(author, { unitId: house.units.north, permissions: ["incident:report"] });
    const post = (unitId: string) =>
      serving.client().post("/api/v1/incidents", report("Bara i norr", unitId), bearer(key));
    expect((await post(house.units.north)).status).toBe(201);
    expect((await post(house.units.south)).status).toBe(403);
    expect((await ask(key)).status).toBe(403);
  });

  test("made for one address is refused at every other", async () => {
    const { key } = await make(author, { path: "/api/v1/incidents" });
    expect((await ask(key)).status).toBe(200);
    const elsewhere = await ask(key, "/api/v1/situation");
    expect(elsewhere).toMatchObject({ status: 403, body: { code: "key.elsewhere" } });
    expect((await ask(key, "/api/v1/incidents/../situation")).status).not.toBe(200);
    expect((await ask(key, "/api/v1/incident-export?format=csv")).body).toMatchObject({
      code: "key.elsewhere",
    });
  });

  test("dies when it expires, is revoked, or its owner's account is closed", async () => {
    const refused = { status: 401, body: { code: "key.refused" } };
    const { key: brief } = await make(author, { expiresAt: "2023-04-12T12:30:00Z" });
    expect((await ask(brief)).status).toBe(200);
    house.clock.set("2023-04-12T12:30:00Z");
    expect(await ask(brief)).toMatchObject(refused);
    house.clock.set("2023-04-12T12:00:00Z");

    const { key, made } = await make(author);
    await revokeOwnKey.call(house.runtime, author, { keyId: made.id, version: 1 }, house.call());
    expect(await ask(key)).toMatchObject(refused);

    const owner = await house.actor("author");
    const { key: orphan, made: left } = await make(owner);
    await house.owner.query("update person set active = false where id = $1", [owner.id]);
    expect(await ask(orphan)).toMatchObject(refused);
    expect(await actorOfKeyId(house.db, left.id, house.clock.now())).toBeNull();
  });

  test("loses with the next request what its owner loses, and does not gain what the owner gains", async () => {
    const owner = await house.actor("author");
    const { key, made } = await make(owner, { permissions: ["incident:read", "deviation:read"] });
    expect((await ask(key, "/api/v1/deviations")).status).toBe(200);
    await house.owner.query("update role_grant set role = 'administrator' where person_id = $1", [owner.id]);
    expect((await ask(key, "/api/v1/people")).status).toBe(403);
    await house.owner.query("update role_grant set role = 'reader' where person_id = $1", [owner.id]);
    expect((await ask(key, "/api/v1/deviations")).status).toBe(403);
    expect((await ask(key)).status).toBe(200);
    const { items } = await readOwnKeys.call(house.runtime, owner, {});
    expect(items.find((item) => item.id === made.id)).toMatchObject({ lost: ["deviation:read"] });
  });

  test("says when it was last used, to the hour", async () => {
    const { key, made } = await make(author);
    house.clock.set("2023-04-12T12:47:11Z");
    await ask(key);
    const { items } = await readOwnKeys.call(house.runtime, author, {});
    expect(items.find((item) => item.id === made.id)?.lastUsedAt).toBe("2023-04-12T12:00:00Z");
    house.clock.set("2023-04-12T12:00:00Z");
  });

  test("stands in no log", async () => {
    const { key } = await make(author);
    await ask(key);
    await ask(key.slice(0, -1));
    expect(serving.logged()).not.toContain(key.slice(13, -6));
  });
});

describe("looking after keys", () => {
  test("each sees their own, and those who look after keys see those over their units", async () => {
    const southern = await house.actor("author", house.units.south);
    const { made } = await make(southern, { unitId: house.units.south });
    const seen = async (actor: Actor) =>
      (await readKeys.call(house.runtime, actor, { limit: 500 })).items.map((item) => item.id);
    expect(await seen(await house.actor("administrator"))).toContain(made.id);
    expect(await seen(await house.actor("identity-administrator", house.units.south))).toContain(made.id);
    expect(await seen(await house.actor("administrator", house.units.north))).not.toContain(made.id);
    await expect(seen(author)).rejects.toMatchObject({ code: "access.refused" });
    const own = await readOwnKeys.call(house.runtime, author, {});
    expect(own.items.map((item) => item.id)).not.toContain(made.id);
  });

  test("a key is revoked by its owner or by those who look after its unit, and by nobody else", async () => {
    const southern = await house.actor("author", house.units.south);
    const { made } = await make(southern, { unitId: house.units.south });
    const asked = { keyId: made.id, version: 1 };
    await expect(revokeOwnKey.call(house.runtime, author, asked, house.call())).rejects.toMatchObject({
      code: "record.not-found",
    });
    const northern = await house.actor("administrator", house.units.north);
    await expect(revokeKey.call(house.runtime, northern, asked, house.call())).rejects.toMatchObject({
      code: "access.refused",
    });
    const admin = await house.actor("administrator");
    expect(await revokeKey.call(house.runtime, admin, asked, house.call())).toMatchObject({
      state: "revoked",
    });
    expect((await house.journalOf(made.id)).map((entry) => entry.kind)).toEqual([
      "api-key.made",
      "api-key.revoked",
    ]);
  });

  test("the journal names the key beside the person, and is filtered by the person with what the key did", async () => {
    const { key } = await make(author, { name: "Driftrobot" });
    const answer = await serving
      .client()
      .post("/api/v1/incidents", report("Genom roboten", house.units.north), bearer(key));
    const admin = await serving.signedIn("administrator");
    const subjectId = String(answer.body["id"]);
    const read = () => admin.get(`/api/v1/journal?subjectId=${subjectId}&actorId=${author.id}`);
    await until(async () => ((await read()).body.items?.length ?? 0) > 0);
    expect((await read()).body.items?.at(-1)).toMatchObject({
      actorKind: "api-key",
      actorId: author.id,
      keyName: "Driftrobot",
    });
    const timeline = await admin.get(`/api/v1/incidents/${subjectId}/timeline`);
    expect(timeline.text).toContain("(Driftrobot)");
  });
});
