import { readdir } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { useFolder } from "../../../test/folder.ts";
import { useHouse } from "../../../test/house.ts";
import { rewriteChain } from "../../../test/rewrite-chain.ts";
import { newId } from "../../shared/ids.ts";
import { system } from "../actor.ts";
import { inTransaction } from "../database/transaction.ts";
import { appendToJournal } from "./append.ts";
import { rotateSealKey } from "./rotate-key.ts";
import { loadSealKey, makeNextKey, type SealKey } from "./seal.ts";
import { flushJournal } from "./sealer.ts";
import { verifyJournal } from "./verify.ts";

const house = useHouse();
const folder = useFolder();
let first: SealKey;

async function write(): Promise<void> {
  const subject = { type: "test", id: newId(), unitId: null, needs: "test:read" };
  const writing = { actor: system, verb: "test.write", requestId: "keys", now: house.clock.now() };
  await inTransaction(house.db, (tx) =>
    appendToJournal(tx, [{ kind: "test.written", subject, body: {} }], writing),
  );
}
const verify = () => verifyJournal(house.pool, { keyDir: folder.path, clock: house.clock });
const seals = async () => {
  const { rows } = await house.owner.query<{ key_id: string }>(
    "select key_id from journal_seal order by number",
  );
  return rows.map((row) => row.key_id);
};

beforeAll(async () => {
  first = await loadSealKey(folder.path);
  await write();
  await flushJournal(house.sealing, first, house.clock);
});

describe("the signing key changed", () => {
  test("the next one is announced under the present one, signs from then on, and all verifies", async () => {
    const { from, to } = await rotateSealKey(house, folder.path, house.clock, "rotation");
    expect(from).toBe(first.id);
    await write();
    // A process that has been running all the while takes it with its next seal.
    await flushJournal(house.sealing, first, house.clock);
    expect(await seals()).toEqual([from, from, to]);
    expect(await verify()).toMatchObject({ intact: true, unsigned: 0, seals: 3 });
    expect((await loadSealKey(folder.path)).id).toBe(to);
    const names = await readdir(folder.path);
    expect(names.filter((name) => !name.endsWith(".pub.pem"))).toEqual(["seal.pem"]);
  });

  test("broken off before the next one is taken, the present one goes on", async () => {
    const present = await loadSealKey(folder.path);
    await makeNextKey(folder.path);
    await write();
    await flushJournal(house.sealing, present, house.clock);
    expect((await seals()).at(-1)).toBe(present.id);
    expect(await verify()).toMatchObject({ intact: true });
    await rotateSealKey(house, folder.path, house.clock, "again");
    expect(await verify()).toMatchObject({ intact: true });
  });

  test("behind the product's back, it is told: nothing announced it", async () => {
    const planted = await makeNextKey(folder.path);
    await write();
    await flushJournal(house.sealing, { id: planted.id, sign: (data) => planted.sign(data) }, house.clock);
    const last = (await seals()).length;
    expect(await verify()).toMatchObject({ intact: false, fault: { kind: "key-unannounced", seal: last } });
    // Nor does it help to sign the whole chain anew with two of them.
    await rewriteChain(house, first);
    await house.owner.query("update journal_seal set key_id = $1, signature = $2 where number = 2", [
      planted.id,
      planted.sign(
        (await house.owner.query<{ hash: Buffer }>("select hash from journal_seal where number = 2")).rows[0]
          ?.hash ?? Buffer.alloc(0),
      ),
    ]);
    expect(await verify()).toMatchObject({ intact: false, fault: { kind: "key-unannounced", seal: 2 } });
  });
});
