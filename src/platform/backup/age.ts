import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
  scrypt,
  type ScryptOptions,
} from "node:crypto";
import { Decrypter, Encrypter, Stanza, type Recipient } from "age-encryption";
import { AppError } from "../../shared/errors.ts";

// The age format, version 1 (age-encryption.org): what is written here `age -d` opens, and the other way round.
// The header is the library's; the payload is node's own ChaCha20-Poly1305, ten times as fast as the library's.

/** Who may open what is written: a passphrase, or the holders of the keys behind these `age1…` recipients. */
export type Lock = { passphrase: string } | { recipients: readonly string[] };
/** What opens it: the passphrase, or identities as `age-keygen` writes them. */
export type Opener = { passphrase: string } | { identities: readonly string[] };

const CHUNK = 64 * 1024;
const TAG = 16;
const NONCE = 16;
const ALGORITHM = "chacha20-poly1305";
/** 2¹⁸: a quarter of a gigabyte and a second for each guess. */
const SCRYPT_LOG_N = 18;
const LONGEST_HEADER = 64 * 1024;

function chunkNonce(counter: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(counter, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function seal(key: Buffer, nonce: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG });
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function unseal(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  if (sealed.length < TAG) throw new AppError("backup.damaged");
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG });
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG)), decipher.final()]);
  } catch (error) {
    throw new AppError("backup.damaged", { cause: error });
  }
}

const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array) =>
  Buffer.from(hkdfSync("sha256", fileKey, nonce, "payload", 32));

function stretch(passphrase: string, salt: Buffer, logN: number): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** logN, r: 8, p: 1, maxmem: 2 ** (logN + 11) };
  return new Promise((resolve, reject) =>
    scrypt(
      passphrase,
      Buffer.concat([Buffer.from("age-encryption.org/v1/scrypt"), salt]),
      32,
      options,
      (error, key) => (error === null ? resolve(key) : reject(error)),
    ),
  );
}

function passphraseRecipient(passphrase: string): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(16);
      const key = await stretch(passphrase, salt, SCRYPT_LOG_N);
      const args = ["scrypt", salt.toString("base64").replace(/=+$/, ""), String(SCRYPT_LOG_N)];
      return [new Stanza(args, seal(key, Buffer.alloc(12), Buffer.from(fileKey)))];
    },
  };
}

/** The header, and the key that the payload is encrypted under. */
async function makeHeader(lock: Lock): Promise<{ header: Buffer; fileKey: Uint8Array }> {
  const encrypter = new Encrypter();
  let fileKey: Uint8Array = Buffer.alloc(0);
  if ("passphrase" in lock) encrypter.addRecipient(passphraseRecipient(lock.passphrase));
  else for (const recipient of lock.recipients) addRecipient(encrypter, recipient);
  // Wraps nothing: it only takes down the key.
  encrypter.addRecipient({ wrapFileKey: (key) => ((fileKey = Uint8Array.from(key)), []) });
  const empty = await encrypter.encrypt(new Uint8Array());
  return { header: Buffer.from(empty.subarray(0, empty.length - NONCE - TAG)), fileKey };
}

function addRecipient(encrypter: Encrypter, recipient: string): void {
  try {
    encrypter.addRecipient(recipient);
  } catch (error) {
    throw new AppError("backup.key-unreadable", { cause: error });
  }
}

/** Encrypts a stream as an age file: 64 KiB a chunk, the last one marked, so that a cut is found. */
export async function* encrypt(source: AsyncIterable<Buffer>, lock: Lock): AsyncGenerator<Buffer> {
  const { header, fileKey } = await makeHeader(lock);
  const nonce = randomBytes(NONCE);
  const key = payloadKey(fileKey, nonce);
  yield Buffer.concat([header, nonce]);
  let counter = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of source) {
    rest = rest.length === 0 ? part : Buffer.concat([rest, part]);
    const sealed: Buffer[] = [];
    // The last chunk is never empty, so a full one waits until it is known not to be the last.
    let from = 0;
    for (; rest.length - from > CHUNK; from += CHUNK) {
      sealed.push(seal(key, chunkNonce(counter, false), rest.subarray(from, from + CHUNK)));
      counter += 1;
    }
    rest = rest.subarray(from);
    if (sealed.length > 0) yield Buffer.concat(sealed);
  }
  yield seal(key, chunkNonce(counter, true), rest);
}

/** Reads bytes of a stream in the sizes that are asked for. */
class Bytes {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Holds more bytes; false at the end. */
  async more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done === true) return false;
    this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
    return true;
  }

  get held(): Buffer {
    return this.#held;
  }

  take(length: number): Buffer {
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(taken.length);
    return taken;
  }
}

async function takeHeader(bytes: Bytes): Promise<Buffer> {
  for (;;) {
    const end = /\n--- [^\n]+\n/.exec(bytes.held.toString("latin1", 0, LONGEST_HEADER));
    if (end !== null && bytes.held.length >= end.index + end[0].length + NONCE) {
      return bytes.take(end.index + end[0].length);
    }
    if (bytes.held.length > LONGEST_HEADER || !(await bytes.more())) throw new AppError("backup.not-one");
  }
}

async function openHeader(header: Buffer, opener: Opener): Promise<Uint8Array> {
  if (!header.subarray(0, 22).equals(Buffer.from("age-encryption.org/v1\n")))
    throw new AppError("backup.not-one");
  const decrypter = new Decrypter();
  try {
    if ("passphrase" in opener) decrypter.addPassphrase(opener.passphrase);
    else for (const identity of opener.identities) decrypter.addIdentity(identity);
  } catch (error) {
    throw new AppError("backup.key-unreadable", { cause: error });
  }
  try {
    return await decrypter.decryptHeader(header);
  } catch (error) {
    throw new AppError("backup.wrong-key", { cause: error });
  }
}

/** Decrypts an age file; throws `backup.damaged` where it was altered or cut short. */
export async function* decrypt(source: AsyncIterable<Buffer>, opener: Opener): AsyncGenerator<Buffer> {
  const bytes = new Bytes(source);
  const header = await takeHeader(bytes);
  const fileKey = await openHeader(header, opener);
  const key = payloadKey(fileKey, bytes.take(NONCE));
  const sealed = CHUNK + TAG;
  for (let counter = 0; ;) {
    const open: Buffer[] = [];
    for (; bytes.held.length > sealed; counter += 1)
      open.push(unseal(key, chunkNonce(counter, false), bytes.take(sealed)));
    if (open.length > 0) yield Buffer.concat(open);
    if (await bytes.more()) continue;
    yield unseal(key, chunkNonce(counter, true), bytes.take(sealed));
    return;
  }
}
