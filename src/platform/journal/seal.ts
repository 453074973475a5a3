import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";
import { mkdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { flushFolder, writeOnce, writeOver } from "../key-file.ts";

/** The key that signs seals. It lies outside the database: whoever owns that could recompute any chain. */
export interface SealKey {
  /** The first 16 hexadecimal digits of the public key's SHA-256. */
  id: string;
  sign(data: Buffer): Buffer;
  /** The key as it is now: another process may have changed it since. */
  refresh?: () => Promise<SealKey>;
}

export interface SealHead {
  number: number;
  hash: Buffer;
}

export const GENESIS = Buffer.alloc(32);

function keyId(publicKey: KeyObject): string {
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 16);
}

/** Reads the signing key of this installation, or makes it at the first start. Readable by its owner only. */
export async function loadSealKey(keyDir: string): Promise<SealKey> {
  const path = join(keyDir, "seal.pem");
  await mkdir(keyDir, { recursive: true, mode: 0o700 });
  const pem = await readFile(path, "utf8").catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    const made = generateKeyPairSync("ed25519")
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString();
    // Two processes that start at once must end with the same key.
    await writeOnce(path, made);
    return readFile(path, "utf8");
  });
  return keyOf(pem, keyDir);
}

async function keyOf(pem: string, keyDir: string): Promise<SealKey> {
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const id = keyId(publicKey);
  await writeOnce(
    join(keyDir, `seal-${id}.pub.pem`),
    publicKey.export({ type: "spki", format: "pem" }).toString(),
  );
  const key: SealKey = {
    id,
    sign: (data) => sign(null, data, privateKey),
    async refresh() {
      // A folder that cannot be read for a moment is no reason to stop sealing, nor to make a new key.
      const now = await readFile(join(keyDir, "seal.pem"), "utf8").catch(() => pem);
      return now === pem ? key : keyOf(now, keyDir);
    },
  };
  return key;
}

export interface NextKey extends SealKey {
  /** Makes it the key of this installation, in place of the one before, which is gone then. */
  take(): Promise<void>;
}

/** Makes a key beside the present one, its public part at hand for whoever verifies. */
export async function makeNextKey(keyDir: string): Promise<NextKey> {
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const waiting = join(keyDir, "seal.next.pem");
  await writeOver(waiting, pem);
  return {
    ...(await keyOf(pem, keyDir)),
    async take() {
      await rename(waiting, join(keyDir, "seal.pem"));
      await flushFolder(keyDir);
    },
  };
}

/** Checks a seal's signature with the public key of that id; null when the key is not at hand. */
export async function verifySignature(
  keyDir: string,
  id: string,
  data: Buffer,
  signature: Buffer,
): Promise<boolean | null> {
  if (!/^[0-9a-f]{16}$/.test(id)) return false;
  const pem = await readFile(join(keyDir, `seal-${id}.pub.pem`), "utf8").catch(() => null);
  if (pem === null) return null;
  const publicKey = createPublicKey(pem);
  return keyId(publicKey) === id && verify(null, data, publicKey, signature);
}

/** Merkle root over leaf hashes (RFC 6962: leaves and nodes are hashed under different prefixes). */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  let level: Buffer[] = leaves.map((leaf) => createHash("sha256").update(Buffer.of(0)).update(leaf).digest());
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index], level[index + 1]];
      if (left === undefined) continue;
      next.push(
        right === undefined
          ? left
          : createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest(),
      );
    }
    level = next;
  }
  return level[0] ?? GENESIS;
}

/** The hash of a seal: what it covers and the seal before it. */
export function hashSeal(seal: {
  number: number;
  first: number;
  last: number;
  root: Buffer;
  previous: Buffer;
}): Buffer {
  return createHash("sha256")
    .update(`beredd-seal-1:${seal.number}:${seal.first}:${seal.last}:`)
    .update(seal.root)
    .update(seal.previous)
    .digest();
}
