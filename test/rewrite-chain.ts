import { hashEntry } from "../src/platform/journal/entry.ts";
import { entryColumns, readEntryRow, type EntryRow } from "../src/platform/journal/rows.ts";
import { GENESIS, hashSeal, merkleRoot } from "../src/platform/journal/seal.ts";
import type { TestHouse } from "./house.ts";

/** As the database's owner would who recomputes everything after an alteration, with the given signer. */
export async function rewriteChain(
  house: Pick<TestHouse, "owner" | "pool">,
  signer: { id: string; sign(data: Buffer): Buffer },
): Promise<void> {
  let previous: Buffer = GENESIS;
  const { rows: seals } = await house.owner.query<{
    number: string;
    first_position: string;
    last_position: string;
  }>("select number, first_position, last_position from journal_seal order by number");
  for (const seal of seals) {
    const [number, first, last] = [seal.number, seal.first_position, seal.last_position].map(Number);
    if (number === undefined || first === undefined || last === undefined) throw new Error("no seal");
    const { rows } = await house.pool.query<EntryRow>(
      `select ${entryColumns} from journal_position p join journal j on j.id = p.entry_id
       where p.position between $1 and $2 order by p.position`,
      [first, last],
    );
    const leaves = rows.map((row) => hashEntry(readEntryRow(row)));
    const root = merkleRoot(leaves);
    const hash = hashSeal({ number, first, last, root, previous });
    await house.owner.query(
      `update journal_seal set merkle_root = $2, leaves = $3, previous_hash = $4, hash = $5, signature = $6, key_id = $7
       where number = $1`,
      [number, root, Buffer.concat(leaves), previous, hash, signer.sign(hash), signer.id],
    );
    previous = hash;
  }
}
