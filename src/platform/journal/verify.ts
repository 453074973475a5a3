import type { Pool, PoolClient } from "pg";
import type { Clock } from "../clock.ts";
import { canonical, hashBody, hashEntry } from "./entry.ts";
import { announcedKey } from "./rotate-key.ts";
import { entryColumns, readEntryRow, type EntryRow } from "./rows.ts";
import { GENESIS, hashSeal, merkleRoot, verifySignature, type SealHead } from "./seal.ts";

export type VerificationFault =
  | "gap"
  | "entry-missing"
  | "entry-altered"
  | "entry-unplaced"
  | "body-altered"
  | "body-missing"
  | "seal-altered"
  | "seal-missing"
  | "signature"
  | "key-unknown"
  | "key-unannounced"
  | "head-not-found";

export interface Verification {
  /** Nothing that does not fit. */
  intact: boolean;
  entries: number;
  seals: number;
  /** Bodies that were erased by a decision that the journal holds. */
  destroyed: number;
  /** The first thing that does not fit: the seal and the position it was found at. */
  fault: { kind: VerificationFault; seal: number | null; position: number | null } | null;
  /** The newest seal: what to keep outside the database and verify against later. */
  head: { number: number; hash: string } | null;
  /** Entries that are committed and not sealed yet, and how old the oldest is, in seconds. */
  unsealed: { entries: number; seconds: number };
  /** Seals whose public key is not at hand: their signatures could not be checked. */
  unsigned: number;
}

interface SealRow {
  number: number;
  first_position: number;
  last_position: number;
  merkle_root: Buffer;
  leaves: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
  key_id: string;
  signature: Buffer;
}

type JournalRow = EntryRow & {
  position: number;
  missing: boolean;
  salt: Buffer | null;
  body: unknown;
  erased: boolean;
};

export interface VerifyOptions {
  keyDir: string;
  clock: Clock;
  /** A head that was kept outside: `12:ab34…`. The chain must still contain it. */
  against?: SealHead | undefined;
  onProgress?: (sealed: number, of: number) => void;
}

const HASH = 32;
/** Entries read at once where no seal says how many. */
const STRETCH = 4_096;

class Found extends Error {
  readonly fault: NonNullable<Verification["fault"]>;
  constructor(kind: VerificationFault, seal: number | null, position: number | null) {
    super(kind);
    this.fault = { kind, seal, position };
  }
}

/** Reads the whole journal and recomputes it: order, envelopes, bodies, seals, signatures. Constant memory. */
export async function verifyJournal(pool: Pool, options: VerifyOptions): Promise<Verification> {
  const client = await pool.connect();
  const result: Verification = {
    intact: true,
    entries: 0,
    seals: 0,
    destroyed: 0,
    fault: null,
    head: null,
    unsealed: { entries: 0, seconds: 0 },
    unsigned: 0,
  };
  try {
    // One snapshot for the whole reading: writers go on meanwhile.
    await client.query("begin transaction isolation level repeatable read read only");
    await client.query("set local statement_timeout = 0");
    await verifySeals(client, options, result);
    await verifyTail(client, options, result);
    await refuseUnplaced(client);
    // Said last: a forger's own key looks the same as a key that was mislaid.
    if (result.unsigned > 0) throw new Found("key-unknown", null, null);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    if (!(error instanceof Found)) throw error;
    result.intact = false;
    result.fault = error.fault;
  } finally {
    client.release();
  }
  return result;
}

async function verifySeals(client: PoolClient, options: VerifyOptions, result: Verification): Promise<void> {
  const total = Number(
    (await client.query("select coalesce(max(number), 0)::int as n from journal_seal")).rows[0]?.n ?? 0,
  );
  const keys = new Set<string>();
  let previous: Buffer = GENESIS;
  let next = 1;
  for (;;) {
    const { rows } = await client.query<SealRow>(
      "select * from journal_seal where number > $1 order by number limit 20",
      [result.seals],
    );
    if (rows.length === 0) break;
    for (const seal of rows) {
      checkChain(seal, { number: result.seals + 1, position: next, hash: previous });
      const announced = await verifyStretch(client, seal, result);
      await verifySealItself(options, seal, result);
      takeKeys(keys, seal, announced);
      previous = seal.hash;
      next = seal.last_position + 1;
      result.seals = seal.number;
      result.head = { number: seal.number, hash: seal.hash.toString("hex") };
      options.onProgress?.(result.seals, total);
    }
  }
  const kept = options.against?.number ?? 0;
  if (kept > result.seals) throw new Found("head-not-found", kept, null);
}

/** The first key is the installation's; each later one is named in what an earlier one sealed. */
function takeKeys(keys: Set<string>, seal: SealRow, announced: readonly string[]): void {
  if (keys.size > 0 && !keys.has(seal.key_id)) {
    throw new Found("key-unannounced", seal.number, seal.first_position);
  }
  for (const key of [seal.key_id, ...announced]) keys.add(key);
}

/** Does the seal follow the one before it, over the entries right after? */
function checkChain(seal: SealRow, expected: { number: number; position: number; hash: Buffer }): void {
  if (seal.number !== expected.number) throw new Found("seal-missing", expected.number, expected.position);
  if (seal.first_position !== expected.position) throw new Found("gap", seal.number, expected.position);
  if (!seal.previous_hash.equals(expected.hash)) {
    throw new Found("seal-altered", seal.number, expected.position);
  }
}

async function verifySealItself(options: VerifyOptions, seal: SealRow, result: Verification): Promise<void> {
  const hash = hashSeal({
    number: seal.number,
    first: seal.first_position,
    last: seal.last_position,
    root: seal.merkle_root,
    previous: seal.previous_hash,
  });
  if (!hash.equals(seal.hash)) throw new Found("seal-altered", seal.number, seal.first_position);
  const signed = await verifySignature(options.keyDir, seal.key_id, seal.hash, seal.signature);
  if (signed === false) throw new Found("signature", seal.number, seal.first_position);
  if (signed === null) result.unsigned += 1;
  if (options.against?.number === seal.number && !options.against.hash.equals(seal.hash)) {
    throw new Found("head-not-found", seal.number, seal.first_position);
  }
}

/** The entries that one seal covers; names the first that does not fit. Returns the keys that they announce. */
async function verifyStretch(client: PoolClient, seal: SealRow, result: Verification): Promise<string[]> {
  const rows = await readStretch(client, seal.first_position, seal.last_position);
  const hashes: Buffer[] = [];
  for (const [index, row] of rows.entries()) {
    const position = seal.first_position + index;
    if (row.position !== position) throw new Found("gap", seal.number, position);
    if (row.missing) throw new Found("entry-missing", seal.number, position);
    const hash = hashEntry(readEntryRow(row));
    if (!hash.equals(seal.leaves.subarray(index * HASH, (index + 1) * HASH))) {
      throw new Found("entry-altered", seal.number, position);
    }
    checkBody(row, seal.number, result);
    hashes.push(hash);
  }
  if (rows.length !== seal.last_position - seal.first_position + 1) {
    throw new Found("gap", seal.number, seal.first_position + rows.length);
  }
  // Entry and leaf altered together: the root still tells, though no longer which entry of the stretch.
  if (!merkleRoot(hashes).equals(seal.merkle_root))
    throw new Found("entry-altered", seal.number, seal.first_position);
  return rows.flatMap((row) => announcedKey(row.kind, row.body) ?? []);
}

function readStretch(client: PoolClient, first: number, last: number): Promise<JournalRow[]> {
  return client
    .query<JournalRow>(
      `select p.position, j.id is null as missing, ${entryColumns}, b.salt, b.body, t.entry_id is not null as erased
       from journal_position p
       left join journal j on j.id = p.entry_id
       left join journal_body b on b.entry_id = p.entry_id
       left join journal_erasure e on e.entry_id = p.entry_id
       left join journal_body t on t.entry_id = e.erased_by and t.body -> 'entries' ? p.entry_id::text
       where p.position between $1 and $2 order by p.position`,
      [first, last],
    )
    .then(({ rows }) => rows);
}

/** A body that is not there was destroyed only when a sealed entry names it; else it is missing. */
function checkBody(row: JournalRow, seal: number | null, result: Verification): void {
  if (row.salt === null) {
    if (!row.erased) throw new Found("body-missing", seal, row.position);
    result.destroyed += 1;
  } else if (!hashBody(row.salt, canonical(row.body)).equals(row.body_hash)) {
    throw new Found("body-altered", seal, row.position);
  }
  result.entries += 1;
}

/** What is placed and not sealed yet, and what waits for a place: checked as far as that goes, and aged. */
async function verifyTail(client: PoolClient, options: VerifyOptions, result: Verification): Promise<void> {
  let next =
    Number(
      (await client.query("select coalesce(max(last_position), 0)::int8 as n from journal_seal")).rows[0]
        ?.n ?? 0,
    ) + 1;
  let unsealed = 0;
  let oldest: string | null = null;
  for (;;) {
    const rows = await readStretch(client, next, next + STRETCH - 1);
    for (const row of rows) {
      if (row.position !== next) throw new Found("gap", null, next);
      if (row.missing) throw new Found("entry-missing", null, next);
      checkBody(row, null, result);
      oldest ??= row.recorded_at;
      next += 1;
    }
    unsealed += rows.length;
    if (rows.length < STRETCH) break;
  }
  const beyond = await client.query<{ position: number }>(
    "select position from journal_position where position >= $1 limit 1",
    [next],
  );
  if (beyond.rowCount !== 0) throw new Found("gap", null, next);
  await countPending(client, options, result, { entries: unsealed, oldest });
}

async function countPending(
  client: PoolClient,
  options: VerifyOptions,
  result: Verification,
  placed: { entries: number; oldest: string | null },
): Promise<void> {
  const pending = await client.query<{ n: number; oldest: string | null }>(
    "select count(*)::int as n, min(j.recorded_at) as oldest from journal_pending p join journal j on j.id = p.entry_id",
  );
  const waiting = pending.rows[0]?.n ?? 0;
  const oldest = [placed.oldest, pending.rows[0]?.oldest ?? null].flatMap((at) =>
    at === null ? [] : [Date.parse(at)],
  );
  result.entries += waiting;
  result.unsealed = {
    entries: placed.entries + waiting,
    seconds:
      oldest.length === 0
        ? 0
        : Math.max(0, Math.round((Date.parse(options.clock.now()) - Math.min(...oldest)) / 1000)),
  };
}

/** An entry with neither a place nor a turn to get one was put in behind the product's back. */
async function refuseUnplaced(client: PoolClient): Promise<void> {
  const { rowCount } = await client.query(
    `select from journal j
     where not exists (select from journal_position p where p.entry_id = j.id)
       and not exists (select from journal_pending q where q.entry_id = j.id) limit 1`,
  );
  if (rowCount !== 0) throw new Found("entry-unplaced", null, null);
}
