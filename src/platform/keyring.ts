import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../shared/errors.ts";
import { writeOnce, writeOver } from "./key-file.ts";

/**
 * Encrypts what must be read again and may not lie in clear in the database: a provider's secret, a second factor's.
 * The keys lie in files beside the one that signs seals, so that a copy of the database alone tells nothing.
 */
export interface Keyring {
  /** `about` says what and whose it is (`second-factor:<person>`): moved to another row it cannot be read. */
  encrypt(text: string, about: string): string;
  /** Throws `secret.unreadable` when its key is gone, or when it was altered or moved. */
  decrypt(stored: string, about: string): string;
}

const BYTES = 32;
const NONCE = 12;
const TAG = 16;

/** The first 16 hexadecimal digits of the key's SHA-256: says which key, and nothing of it. */
function keyId(key: Buffer): string {
  return createHash("sha256").update("beredd-key-1:").update(key).digest("hex").slice(0, 16);
}

/** New secrets go under the first key; every one of them opens what it closed. */
export function makeKeyring(current: Buffer, earlier: readonly Buffer[] = []): Keyring {
  const keys = new Map([current, ...earlier].map((key) => [keyId(key), key]));
  const id = keyId(current);
  return {
    encrypt(text, about) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv("aes-256-gcm", current, nonce).setAAD(Buffer.from(about));
      const closed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `1.${id}.${Buffer.concat([nonce, closed, cipher.getAuthTag()]).toString("base64url")}`;
    },
    decrypt(stored, about) {
      const [form, by = "", body = ""] = stored.split(".");
      const key = keys.get(by);
      const bytes = Buffer.from(body, "base64url");
      if (form !== "1" || key === undefined || bytes.length < NONCE + TAG) throw unreadable();
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE), {
          authTagLength: TAG,
        });
        decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-TAG));
        const opened = decipher.update(bytes.subarray(NONCE, -TAG));
        return Buffer.concat([opened, decipher.final()]).toString("utf8");
      } catch (cause) {
        throw unreadable(cause);
      }
    },
  };
}

function unreadable(cause?: unknown): AppError {
  return new AppError("secret.unreadable", { cause });
}

/**
 * Reads the keys of this installation, or makes one at the first start. `secrets.key` closes and opens; to change
 * it, take it away and start again: each is also kept under its own name, and goes on opening what it closed.
 */
export async function loadKeyring(keyDir: string): Promise<Keyring> {
  await mkdir(keyDir, { recursive: true, mode: 0o700 });
  const current = await readOrMake(join(keyDir, "secrets.key"));
  await writeOnce(join(keyDir, `secrets-${keyId(current)}.key`), written(current));
  const names = (await readdir(keyDir)).filter((name) => /^secrets-[0-9a-f]{16}\.key$/.test(name));
  return makeKeyring(current, await Promise.all(names.map((name) => readKey(join(keyDir, name)))));
}

async function readOrMake(path: string): Promise<Buffer> {
  return readKey(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    await writeOnce(path, written(randomBytes(BYTES)));
    return readKey(path);
  });
}

const written = (key: Buffer) => `${key.toString("base64")}\n`;

async function readKey(path: string): Promise<Buffer> {
  const key = Buffer.from((await readFile(path, "utf8")).trim(), "base64");
  if (key.length !== BYTES) throw new Error(`${path} holds no key of ${BYTES} bytes.`);
  return key;
}

/** Puts a new key in the first place; the one before stays under its own name, and goes on opening what it closed. */
export async function rotateKeyring(keyDir: string): Promise<{ from: string; to: string }> {
  await loadKeyring(keyDir);
  const path = join(keyDir, "secrets.key");
  const [present, next] = [await readKey(path), randomBytes(BYTES)];
  // Under its own name first: killed in between, nothing is closed by a key that is gone.
  await writeOnce(join(keyDir, `secrets-${keyId(next)}.key`), written(next));
  await writeOver(path, written(next));
  return { from: keyId(present), to: keyId(next) };
}
