import { generateKeyPairSync, sign } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useFolder } from "../../../test/folder.ts";
import { useHouse } from "../../../test/house.ts";
import { rewriteChain } from "../../../test/rewrite-chain.ts";
import { newId } from "../../shared/ids.ts";
import { system } from "../actor.ts";
import { inTransaction } from "../database/transaction.ts";
import { appendToJournal } from "./append.ts";
import { eraseBodies } from "./erase.ts";
import { loadSealKey, type SealHead, type SealKey } from "./seal.ts";
import { flushJournal } from "./sealer.ts";
import { verifyJournal, type Verification } from "./verify.ts";

const house = useHouse();
const folder = useFolder();
let key: SealKey;

const subject = () => ({ type: "test", id: newId(), unitId: null, needs: "test:read" });

async function write(count: number): Promise<void> {
  await inTransaction(house.db, (tx) =>
    appendToJournal(
      tx,
      Array.from({ length: count }, (_, number) => ({
        kind: "test.written",
        subject: subject(),
        body: { number, text: "å", empty: null, nested: { b: [1, 2.5], a: "é\u2028" } },
        happenedAt: number % 2 === 0 ? "2023-04-11T22:00:00.123Z" : undefined,
      })),
      { actor: system, verb: "test.write", requestId: "verify", now: house.clock.now() },
    ),
  );
}
const flush = () => flushJournal(house.sealing, key, house.clock);
const verify = (against?: SealHead): Promise<Verification> =>
  verifyJournal(house.pool, { keyDir: folder.path, clock: house.clock, against });
const tables = [
  "journal_erasure",
  "journal_seal",
  "journal_position",
  "journal_pending",
  "journal_body",
  "journal",
];
const entryAt = (position: number) => `(select entry_id from journal_position where position = ${position})`;

/** Runs as the database's owner, who may do anything. */
const tamper = (statements: string) => house.owner.query(statements);

beforeAll(async () => {
  key = await loadSealKey(folder.path);
  for (let seal = 0; seal < 3; seal += 1) {
    await write(5);
    await flush();
  }
  await write(2);
  for (const table of tables) await house.owner.query(`create table kept_${table} as table ${table}`);
});

beforeEach(async () => {
  await tamper(
    `set session_replication_role = replica; truncate ${tables.join(", ")};` +
      tables.map((table) => `insert into ${table} select * from kept_${table};`).join("") +
      "set session_replication_role = origin;",
  );
});

test("an untouched journal is intact, and tells its head and its unsealed tail with its age", async () => {
  house.clock.set("2023-04-12T12:01:30Z");
  const result = await verify();
  expect(result).toMatchObject({
    intact: true,
    entries: 17,
    seals: 3,
    destroyed: 0,
    fault: null,
    unsigned: 0,
    unsealed: { entries: 2, seconds: 90 },
    head: { number: 3 },
  });
});

describe("what somebody changed behind the product's back is found and named", () => {
  const cases: [string, string, string, number | null, number | null][] = [
    [
      "an altered entry",
      `update journal set kind = 'test.other' where id = ${entryAt(7)}`,
      "entry-altered",
      2,
      7,
    ],
    [
      "another person put in",
      `update journal set actor_id = gen_random_uuid() where id = ${entryAt(8)}`,
      "entry-altered",
      2,
      8,
    ],
    [
      "a moved moment",
      `update journal set happened_at = happened_at + interval '1 millisecond' where id = ${entryAt(3)}`,
      "entry-altered",
      1,
      3,
    ],
    ["a deleted entry", `delete from journal where id = ${entryAt(9)}`, "entry-missing", 2, 9],
    ["an entry deleted with its place", `delete from journal_position where position = 9`, "gap", 2, 9],
    [
      "the last entries deleted with their places",
      `delete from journal_position where position > 13`,
      "gap",
      3,
      14,
    ],
    [
      "an entry put in without a place",
      `insert into journal select gen_random_uuid(), recorded_at, actor_kind, actor_id, verb, kind, subject_type, subject_id, unit_id, needs, happened_at, request_id, body_hash from journal limit 1`,
      "entry-unplaced",
      null,
      null,
    ],
    [
      "an entry put in between",
      `update journal_position set position = -position where position > 4; update journal_position set position = 1 - position where position < 0;
      insert into journal select '01890000-0000-7000-8000-000000000000', recorded_at, actor_kind, actor_id, verb, kind, subject_type, subject_id, unit_id, needs, happened_at, request_id, body_hash from journal limit 1;
      insert into journal_position values (5, '01890000-0000-7000-8000-000000000000', now())`,
      "entry-altered",
      1,
      5,
    ],
    [
      "two entries that changed places",
      `update journal_position set position = -position where position in (7, 8); update journal_position set position = 15 + position where position < 0`,
      "entry-altered",
      2,
      7,
    ],
    [
      "an altered body",
      `update journal_body set body = body || '{"number": 99}' where entry_id = ${entryAt(12)}`,
      "body-altered",
      3,
      12,
    ],
    [
      "an altered salt",
      `update journal_body set salt = '\\x00' where entry_id = ${entryAt(12)}`,
      "body-altered",
      3,
      12,
    ],
    [
      "a body taken away without an erasure",
      `delete from journal_body where entry_id = ${entryAt(4)}`,
      "body-missing",
      1,
      4,
    ],
    [
      "an erasure that no entry tells of",
      `delete from journal_body where entry_id = ${entryAt(4)}; insert into journal_erasure values (${entryAt(4)}, ${entryAt(5)}, now())`,
      "body-missing",
      1,
      4,
    ],
    [
      "a body altered in what is placed and not sealed yet",
      `insert into journal_position select 15 + row_number() over (), entry_id, now() from journal_pending; delete from journal_pending; update journal_body set body = '{}' where entry_id = ${entryAt(16)}`,
      "body-altered",
      null,
      16,
    ],
    [
      "an altered root",
      `update journal_seal set merkle_root = sha256('x') where number = 2`,
      "entry-altered",
      2,
      6,
    ],
    [
      "a leaf altered with its entry",
      `update journal_seal set leaves = overlay(leaves placing sha256('x') from 33) where number = 2`,
      "entry-altered",
      2,
      7,
    ],
    [
      "an altered hash of a seal",
      `update journal_seal set hash = sha256('x') where number = 2`,
      "seal-altered",
      2,
      6,
    ],
    [
      "a broken chain",
      `update journal_seal set previous_hash = sha256('x') where number = 3`,
      "seal-altered",
      3,
      11,
    ],
    ["a seal taken out", `delete from journal_seal where number = 2`, "seal-missing", 2, 6],
    [
      "a wrong signature",
      `update journal_seal set signature = overlay(signature placing '\\x00000000' from 1) where number = 1`,
      "signature",
      1,
      1,
    ],
  ];
  test.each(cases)("%s", async (_name, statements, kind, seal, position) => {
    await tamper(statements);
    const result = await verify();
    expect(result.intact).toBe(false);
    expect(result.fault).toEqual({ kind, seal, position });
  });
});

describe("a chain that was rewritten whole", () => {
  const head = async (): Promise<SealHead> => {
    const kept = (await verify()).head;
    return { number: kept?.number ?? 0, hash: Buffer.from(kept?.hash ?? "", "hex") };
  };

  test("without the signing key is told by its signatures", async () => {
    await tamper(`update journal set kind = 'test.other' where id = ${entryAt(7)}`);
    const forged = generateKeyPairSync("ed25519").privateKey;
    await rewriteChain(house, { id: key.id, sign: (data) => sign(null, data, forged) });
    expect((await verify()).fault).toMatchObject({ kind: "signature", seal: 1 });
  });

  test("with another key of its own is told by seals whose key is not at hand", async () => {
    await tamper(`update journal set kind = 'test.other' where id = ${entryAt(7)}`);
    const forged = generateKeyPairSync("ed25519").privateKey;
    await rewriteChain(house, { id: "0123456789abcdef", sign: (data) => sign(null, data, forged) });
    expect(await verify()).toMatchObject({ intact: false, unsigned: 3, fault: { kind: "key-unknown" } });
  });

  test("even with the stolen key is told by a head that was kept elsewhere", async () => {
    const kept = await head();
    expect(await verify(kept)).toMatchObject({ intact: true });
    await tamper(`update journal set kind = 'test.other' where id = ${entryAt(7)}`);
    await rewriteChain(house, key);
    expect(await verify()).toMatchObject({ intact: true });
    expect((await verify(kept)).fault).toMatchObject({ kind: "head-not-found", seal: 3 });
  });

  test("and cut off after the head that was kept is told by it too", async () => {
    const kept = await head();
    await tamper(`delete from journal_seal where number = 3; delete from journal_pending`);
    await tamper(`delete from journal where id not in (select entry_id from journal_position where position <= 10);
      delete from journal_body where entry_id not in (select id from journal); delete from journal_position where position > 10`);
    expect(await verify()).toMatchObject({ intact: true, entries: 10 });
    expect((await verify(kept)).fault).toMatchObject({ kind: "head-not-found", seal: 3 });
  });
});

test("an erased body is told as destroyed, with the ground, and the rest still verifies", async () => {
  const { rows } = await house.owner.query<{ id: string }>(`select ${entryAt(4)} as id`);
  const entryId = rows[0]?.id ?? "";
  const erased = await inTransaction(house.db, async (tx) => {
    const now = house.clock.now();
    let noted = null;
    const count = await eraseBodies(tx, {
      entryIds: [entryId],
      ground: "Art. 17",
      now,
      note: (item) => void (noted = item),
    });
    if (noted === null) throw new Error("An erasure is told.");
    await appendToJournal(tx, [noted], { actor: system, verb: "journal.erase", requestId: "erase", now });
    return count;
  });
  expect(erased).toBe(1);
  await flush();
  expect(await verify()).toMatchObject({ intact: true, destroyed: 1 });
  const { rows: left } = await house.owner.query("select from journal_body where entry_id = $1", [entryId]);
  expect(left).toHaveLength(0);
});

test("an erasure that no entry tells of does not commit", async () => {
  const { rows } = await house.owner.query<{ id: string }>(`select ${entryAt(4)} as id`);
  await expect(
    inTransaction(house.db, (tx) =>
      sql`select erase_journal_bodies(array[${rows[0]?.id}]::uuid[], ${newId()}, now())`.execute(tx),
    ),
  ).rejects.toMatchObject({ code: "input.invalid" });
  expect(await verify()).toMatchObject({ intact: true, destroyed: 0 });
});
