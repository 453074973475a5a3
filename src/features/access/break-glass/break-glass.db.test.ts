import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../../../test/client.ts";
import { useServing } from "../../../../test/serving.ts";
import { until } from "../../../../test/until.ts";
import type { Actor } from "../../../platform/actor.ts";
import { system } from "../../../platform/actor.ts";
import { takeBatch } from "../../../platform/journal/reactions.ts";
import { announceThrough } from "./announce.ts";
import { issueBreakGlass, reviewBreakGlass, withdrawBreakGlass } from "./edit-codes.ts";
import { readBreakGlass, readBreakGlassNotices } from "./read-codes.ts";

const serving = useServing();
const { house } = serving;
let admin: Actor;
beforeAll(async () => {
  admin = await house.actor("administrator");
});

const issue = (personId: string, actor: Actor = admin) =>
  issueBreakGlass.call(house.runtime, actor, { personId }, house.call());
const enter = (email: string, code: string, client: Client = serving.client()) =>
  client.post("/api/v1/session/break-glass", { email, code });
const codeOf = async (id: string, actor: Actor = admin) => {
  const { items } = await readBreakGlass.call(house.runtime, actor, {});
  return items.find((item) => item.id === id);
};

/** Somebody with a code, who has no password at all, as where an identity provider signs everybody in. */
async function named(role: "lead" | "administrator" = "lead") {
  const { id, email } = await serving.account(role);
  await house.owner.query("delete from password where person_id = $1", [id]);
  return { id, email, ...(await issue(id)) };
}

describe("issuing a sealed code", () => {
  test("tells it once, keeps an Argon2id hash, and takes the place of the one before", async () => {
    const { id: personId } = await serving.account("lead");
    const first = await issue(personId);
    const second = await issue(personId);
    expect(first.issued.number).toMatch(/^BG-2023-\d{4}$/);
    const { rows } = await house.owner.query<{ hash: string; row: string }>(
      "select hash, c::text as row from break_glass_code c where id = $1",
      [second.issued.id],
    );
    expect(rows[0]?.hash).toMatch(/^\$argon2id\$/);
    expect(rows[0]?.row).not.toContain(second.code.slice(0, 5));
    expect(await codeOf(first.issued.id)).toMatchObject({ state: "withdrawn" });
    expect(await codeOf(second.issued.id)).toMatchObject({ state: "sealed", announcedBy: [] });
    const told = JSON.stringify(await house.journalOf(second.issued.id));
    expect(told).toContain("break-glass.issued");
    expect(told).not.toContain(second.code.slice(0, 5));
  });

  test("is for those who look after codes all over the organisation, and for no more than they hold", async () => {
    const { id } = await serving.account("lead");
    const refused = { code: "access.refused" };
    await expect(issue(id, await house.actor("author"))).rejects.toMatchObject(refused);
    await expect(issue(id, await house.actor("administrator", house.units.north))).rejects.toMatchObject(
      refused,
    );
    const identity = await house.actor("identity-administrator");
    await expect(issue(id, identity)).rejects.toMatchObject({ code: "access.beyond-own" });
    // Who appoints breach handlers does not print the way in as one.
    const { id: handler } = await serving.account("breach-handler");
    await expect(issue(handler)).rejects.toMatchObject({ code: "access.beyond-own" });
  });
});

describe("breaking the glass", () => {
  test("lets the named person in by the code alone, for a limited time, and says so in the session", async () => {
    const { id, email, code, issued } = await named();
    const client = serving.client();
    const answer = await enter(email.toUpperCase(), code.toLowerCase().replaceAll("-", " "), client);
    expect(answer).toMatchObject({ status: 200, body: { id, breakGlassUntil: "2023-04-12T13:00:00Z" } });
    expect((await client.get("/api/v1/session")).body["breakGlassUntil"]).toBe("2023-04-12T13:00:00Z");
    expect((await client.get("/api/v1/incidents")).status).toBe(200);
    expect(await codeOf(issued.id)).toMatchObject({ state: "used", sessionEndsAt: "2023-04-12T13:00:00Z" });
    house.clock.set("2023-04-12T13:00:00Z");
    expect((await client.get("/api/v1/session")).status).toBe(401);
    house.clock.set("2023-04-12T12:00:00Z");
  });

  test("works once: of ten who come at the same time with one code, one comes in", async () => {
    const { email, code } = await named();
    const answers = await Promise.all(Array.from({ length: 8 }, () => enter(email, code)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect((await enter(email, code)).body).toMatchObject({ code: "session.wrong-credentials" });
  });

  test("is refused for another person, a withdrawn code, one that is too old, and a closed account", async () => {
    const wrong = { status: 401, body: { code: "session.wrong-credentials" } };
    const [one, other] = [await named(), await named()];
    expect(await enter(other.email, one.code)).toMatchObject(wrong);
    expect(await enter("ingen@test.example", one.code)).toMatchObject(wrong);

    const asked = { codeId: one.issued.id, version: 1, reason: "Kuvertet är öppnat" };
    await withdrawBreakGlass.call(house.runtime, admin, asked, house.call());
    expect(await enter(one.email, one.code)).toMatchObject(wrong);

    house.clock.set("2024-04-12T12:00:00Z");
    expect(await enter(other.email, other.code)).toMatchObject(wrong);
    expect(await codeOf(other.issued.id)).toMatchObject({ state: "expired" });
    house.clock.set("2023-04-12T12:00:00Z");

    const third = await named();
    await house.owner.query("update person set active = false where id = $1", [third.id]);
    expect(await enter(third.email, third.code)).toMatchObject(wrong);
  });

  test("cannot be locked from outside: the right code opens after any number of wrong ones, also from that address", async () => {
    const { email, code } = await named();
    for (let attempt = 0; attempt < 10; attempt += 1)
      await serving.client().post("/api/v1/session", { email, password: "fel lösenord igen" });
    const blocked = await serving.client().post("/api/v1/session", { email, password: "fel lösenord igen" });
    expect(blocked.status).toBe(429);
    const wrong: number[] = [];
    for (let attempt = 0; attempt < 52; attempt += 1)
      wrong.push((await enter(email, "FELKO-FELKO-FELKO-FELKO-FELKO")).status);
    expect([wrong[0], wrong.at(-1)]).toEqual([401, 429]);
    expect((await enter(email, code)).status).toBe(200);
  });

  test("stands in no log in clear, nor is who it was", async () => {
    const { email, code } = await named();
    await enter(email, code);
    expect(serving.logged()).not.toContain(code.slice(0, 5));
    expect(serving.logged()).not.toContain(email);
  });
});

describe("each use", () => {
  test("is journalled, told by every channel, live, and shown until somebody else has reviewed it", async () => {
    const person = await named("administrator");
    await enter(person.email, person.code);
    const { id } = person.issued;
    await until(async () => (await codeOf(id))?.announcedBy.length === 2);
    expect(await codeOf(id)).toMatchObject({ announcedBy: ["log", "situation"] });
    expect(serving.logged()).toContain(person.issued.number);
    await until(async () =>
      (await house.journalOf(id)).some((entry) => entry.kind === "break-glass.announced"),
    );
    expect((await house.journalOf(id)).map((entry) => entry.kind)).toEqual([
      "break-glass.issued",
      "break-glass.used",
      "break-glass.announced",
    ]);
    const metrics = await serving.client().get("/metrics");
    expect(metrics.text).toMatch(/beredd_break_glass_uses\{state="unreviewed"\} [1-9]/);

    const noticed = async (actor: Actor) =>
      (await readBreakGlassNotices.call(house.runtime, actor, {})).uses.map((use) => use.id);
    expect(await noticed(admin)).toContain(id);
    expect(await noticed(await house.actor("identity-administrator"))).toContain(id);
    expect(await noticed(await house.actor("administrator", house.units.north))).toEqual([]);
    await expect(noticed(await house.actor("lead"))).rejects.toMatchObject({ code: "access.refused" });

    const review = (actor: Actor) =>
      reviewBreakGlass.call(
        house.runtime,
        actor,
        { codeId: id, version: 2, kind: "test", text: "Årlig övning" },
        house.call(),
      );
    const own: Actor = { ...admin, id: person.id };
    await expect(review(own)).rejects.toMatchObject({ code: "break-glass.own-review" });
    expect(await review(admin)).toMatchObject({ reviewKind: "test", reviewText: "Årlig övning" });
    expect(await noticed(admin)).not.toContain(id);
    await expect(review(admin)).rejects.toMatchObject({ code: "record.stale" });
  });

  test("is told once by each channel, also when the reaction is repeated, and one that fails keeps no other back", async () => {
    const { email, code, issued } = await named();
    const told: string[] = [];
    let broken = true;
    const reaction = {
      ...announceThrough([
        { name: "broken", announce: async () => (broken ? Promise.reject(new Error("down")) : undefined) },
        { name: "other", announce: async ({ use }) => void told.push(use.id) },
      ]),
      name: "break-glass.announce-again",
    };
    await house.owner.query(
      "insert into journal_reader select $1, coalesce(max(position), 0), now() from journal_position",
      [reaction.name],
    );
    await enter(email, code);
    await until(async () => {
      while ((await takeBatch(house.runtime, reaction)) > 0);
      return told.includes(issued.id);
    });
    broken = false;
    await house.owner.query(
      "update journal_reader set position = greatest(position - 3, 0) where name = $1",
      [reaction.name],
    );
    while ((await takeBatch(house.runtime, reaction)) > 0);
    expect(told.filter((id) => id === issued.id)).toHaveLength(1);
    expect((await codeOf(issued.id))?.announcedBy).toEqual(expect.arrayContaining(["broken", "other"]));
  });

  test("makes the yearly test undue again, once it is reviewed as one", async () => {
    const due = async () => (await readBreakGlassNotices.call(house.runtime, admin, {})).testDueSince;
    await issue((await serving.account("lead")).id);
    expect(await due()).toBeNull();
    house.clock.set("2024-05-01T12:00:00Z");
    expect(await due()).not.toBeNull();
    const person = await named();
    await enter(person.email, person.code);
    await reviewBreakGlass.call(
      house.runtime,
      system,
      { codeId: person.issued.id, version: 2, kind: "test", text: "Årlig övning" },
      house.call(),
    );
    expect(await due()).toBeNull();
    house.clock.set("2023-04-12T12:00:00Z");
  });
});
