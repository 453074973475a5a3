import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { useHouse } from "../../../test/house.ts";
import { newId } from "../../shared/ids.ts";
import { nobody, system, type Actor } from "../actor.ts";
import type { Runtime } from "../runtime.ts";
import { verb } from "./verb.ts";

const house = useHouse();

beforeAll(async () => {
  await house.owner.query(
    `create table thing (id uuid primary key, unit_id uuid, text text, count int not null default 0);
     grant select, insert, update, delete on thing to public`,
  );
});

const subject = (id: string, unitId: string | null = null) => ({
  type: "thing",
  id,
  unitId,
  needs: "thing:read",
});
const things = async (text: string): Promise<number> =>
  (await house.owner.query("select from thing where text = $1", [text])).rowCount ?? 0;

const put = verb({
  name: "thing.put",
  summary: "Puts a thing.",
  needs: "organisation:edit",
  input: z.object({ unitId: z.uuid(), text: z.string().min(1), fail: z.boolean().default(false) }),
  output: z.object({ id: z.uuid(), text: z.string() }),
  scope: async ({ input }) => [input.unitId],
  async run({ tx, input, note }) {
    const id = newId();
    await sql`insert into thing (id, unit_id, text) values (${id}, ${input.unitId}, ${input.text})`.execute(
      tx,
    );
    note({ kind: "thing.put", subject: subject(id, input.unitId), body: { text: input.text } });
    if (input.fail) throw new Error("said for the log only");
    // A row with more than the shape: it type-checks, and the encoder keeps it in.
    return { id, text: input.text, secret: "password" };
  },
});

/** A runtime whose database cannot be reached: whoever asks it anything fails. */
const unreachable = (): Runtime => ({
  ...house.runtime,
  get db(): never {
    throw new Error("the database was asked");
  },
});

describe("the order of a write", () => {
  test("somebody who may not do it anywhere learns nothing about the input", async () => {
    const reader = await house.actor("reader");
    for (const [actor, code] of [
      [nobody, "session.required"],
      [reader, "access.refused"],
    ] as const) {
      await expect(put.execute(unreachable(), actor, { nonsense: 1 }, house.call())).rejects.toMatchObject({
        code,
      });
    }
  });

  test("the input is parsed before a transaction is opened, with every fault named", async () => {
    const admin = await house.actor("administrator");
    await expect(
      put.execute(unreachable(), admin, { text: "", unitId: "x" }, house.call()),
    ).rejects.toMatchObject({
      code: "input.invalid",
      faults: [{ path: "unitId" }, { path: "text" }],
    });
  });

  test("another unit is refused before anything runs", async () => {
    const northern = await house.actor("administrator", house.units.north);
    await expect(
      put.call(house.runtime, northern, { unitId: house.units.south, text: "refused" }, house.call()),
    ).rejects.toMatchObject({ code: "access.refused" });
    expect(await things("refused")).toBe(0);
  });

  test("what has one column too many leaves without it", async () => {
    const answer = await put.execute(
      house.runtime,
      system,
      { unitId: house.units.north, text: "shape" },
      house.call(),
    );
    expect(Object.keys(answer ?? {})).toEqual(["id", "text"]);
  });

  test("what fails leaves neither record nor entry", async () => {
    const call = house.call();
    await expect(
      put.call(house.runtime, system, { unitId: house.units.north, text: "undone", fail: true }, call),
    ).rejects.toThrow("said for the log only");
    expect(await things("undone")).toBe(0);
    const { rowCount } = await house.owner.query("select from journal where request_id = $1", [
      call.requestId,
    ]);
    expect(rowCount).toBe(0);
  });

  test("the entry says who, what, where and under which request", async () => {
    const admin = await house.actor("administrator");
    const call = house.call();
    const { id } = await put.call(house.runtime, admin, { unitId: house.units.north, text: "noted" }, call);
    const who = { actorId: admin.id, actorKind: "person" };
    expect(await house.journalOf(id)).toMatchObject([
      { kind: "thing.put", verb: "thing.put", ...who, unitId: house.units.north, body: { text: "noted" } },
    ]);
  });
});

const silent = verb({
  name: "thing.silent",
  summary: "Changes something and says nothing.",
  needs: "organisation:edit",
  input: z.object({ text: z.string() }),
  output: z.object({}),
  scope: "anywhere",
  async run({ tx, input }) {
    await sql`insert into thing (id, text) values (${newId()}, ${input.text})`.execute(tx);
    return {};
  },
});

test("a write that notes nothing fails and changes nothing", async () => {
  await expect(silent.call(house.runtime, system, { text: "silent" }, house.call())).rejects.toThrow(
    /noted nothing/,
  );
  expect(await things("silent")).toBe(0);
});

describe("the same idempotency key", () => {
  test("sent five times at once does it once, and answers the same five times", async () => {
    const admin = await house.actor("administrator");
    const input = { unitId: house.units.north, text: "once" };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => put.call(house.runtime, admin, input, house.call("at-once"))),
    );
    expect(await things("once")).toBe(1);
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
  });

  test("with another input, or for another verb, is refused", async () => {
    const admin = await house.actor("administrator");
    const call = house.call("taken");
    await put.call(house.runtime, admin, { unitId: house.units.north, text: "taken" }, call);
    await expect(
      put.call(house.runtime, admin, { unitId: house.units.north, text: "other" }, call),
    ).rejects.toMatchObject({ code: "idempotency.reused" });
    await expect(silent.call(house.runtime, admin, { text: "taken" }, call)).rejects.toMatchObject({
      code: "idempotency.reused",
    });
  });

  test("is somebody else's own when somebody else sends it", async () => {
    const [one, two] = [await house.actor("administrator"), await house.actor("administrator")];
    const input = { unitId: house.units.north, text: "two people" };
    await put.call(house.runtime, one, input, house.call("shared"));
    await put.call(house.runtime, two, input, house.call("shared"));
    expect(await things("two people")).toBe(2);
  });

  test("is free again after a write that failed", async () => {
    const input = { unitId: house.units.north, text: "second try" };
    const call = house.call("second-try");
    await expect(put.call(house.runtime, system, { ...input, fail: true }, call)).rejects.toThrow(
      "said for the log only",
    );
    await put.call(house.runtime, system, input, call);
    expect(await things("second try")).toBe(1);
  });
});

const swap = verb({
  name: "thing.swap",
  summary: "Counts two things up, in the order given.",
  needs: "organisation:edit",
  input: z.object({ first: z.uuid(), second: z.uuid() }),
  output: z.object({}),
  scope: "anywhere",
  async run({ tx, input, note }) {
    await sql`update thing set count = count + 1 where id = ${input.first}`.execute(tx);
    await sql`select pg_sleep(0.05)`.execute(tx);
    await sql`update thing set count = count + 1 where id = ${input.second}`.execute(tx);
    note({ kind: "thing.swapped", subject: subject(input.first), body: {} });
    return {};
  },
});

test("two writes in each other's way are both done in the end", async () => {
  const [a, b] = await Promise.all(
    ["a", "b"].map((text) =>
      put.call(house.runtime, system, { unitId: house.units.north, text }, house.call()),
    ),
  );
  const [first, second] = [a?.id ?? "", b?.id ?? ""];
  await Promise.all([
    swap.call(house.runtime, system, { first, second }, house.call()),
    swap.call(house.runtime, system, { first: second, second: first }, house.call()),
  ]);
  const { rows } = await house.owner.query("select count from thing where id in ($1, $2)", [first, second]);
  expect(rows).toEqual([{ count: 2 }, { count: 2 }]);
  expect(await house.journalOf(first)).toHaveLength(2);
});

const impatient = verb({
  name: "thing.impatient",
  summary: "Waits for a lock that somebody else holds.",
  needs: "organisation:edit",
  input: z.object({}),
  output: z.object({}),
  scope: "anywhere",
  async run({ tx }) {
    await sql`set local lock_timeout = '20ms'`.execute(tx);
    await sql`lock table thing in access exclusive mode`.execute(tx);
    return {};
  },
});

test("a lock that is not given in time is said to be busy, and to try again", async () => {
  const holder = await house.owner.connect();
  try {
    await holder.query("begin; lock table thing");
    await expect(impatient.call(house.runtime, system, {}, house.call())).rejects.toMatchObject({
      code: "database.busy",
    });
  } finally {
    await holder.query("rollback");
    holder.release();
  }
});

const double = verb({
  name: "thing.double",
  summary: "Puts two things, by another verb.",
  needs: "catalogue:edit",
  input: z.object({ texts: z.array(z.string()), unitId: z.uuid() }),
  output: z.object({}),
  scope: async ({ input }) => [input.unitId],
  async run(context) {
    for (const text of context.input.texts) await put.within(context, { unitId: context.input.unitId, text });
    context.note({ kind: "thing.doubled", subject: subject(newId()), body: {} });
    return {};
  },
});
const around = verb({
  name: "thing.around",
  summary: "Goes around a verb that says nothing.",
  needs: "organisation:edit",
  input: z.object({}),
  output: z.object({}),
  scope: "anywhere",
  async run(context) {
    context.note({ kind: "thing.around", subject: subject(newId()), body: {} });
    await silent.within(context, { text: "within" });
    return {};
  },
});

describe("a verb within another's transaction", () => {
  const holder = (permissions: string[]): Actor => ({
    kind: "person",
    id: newId(),
    unrestricted: false,
    permissions: new Map(permissions.map((name) => [name, new Set([house.units.north])])),
  });

  test("asks for its own permission", async () => {
    const input = { texts: ["inner"], unitId: house.units.north };
    await expect(
      double.call(house.runtime, holder(["catalogue:edit"]), input, house.call()),
    ).rejects.toMatchObject({ code: "access.refused" });
    await double.call(house.runtime, holder(["catalogue:edit", "organisation:edit"]), input, house.call());
    expect(await things("inner")).toBe(1);
  });

  test("is undone with its caller, and parses its own input", async () => {
    const input = { texts: ["first of two", ""], unitId: house.units.north };
    await expect(double.call(house.runtime, system, input, house.call())).rejects.toMatchObject({
      code: "input.invalid",
    });
    expect(await things("first of two")).toBe(0);
  });

  test("must note for itself", async () => {
    await expect(around.call(house.runtime, system, {}, house.call())).rejects.toThrow(
      /thing.silent .* noted nothing/,
    );
  });
});
