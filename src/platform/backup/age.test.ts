import { randomBytes } from "node:crypto";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { decrypt, encrypt, type Lock, type Opener } from "./age.ts";

let identity = "";
let lock: Lock = { recipients: [] };
let opener: Opener = { identities: [] };
beforeAll(async () => {
  identity = await generateX25519Identity();
  lock = { recipients: [await identityToRecipient(identity)] };
  opener = { identities: [identity] };
});

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function gather(parts: AsyncIterable<Buffer>): Promise<Buffer> {
  const held: Buffer[] = [];
  for await (const part of parts) held.push(part);
  return Buffer.concat(held);
}

const locked = (bytes: Buffer, piece = 50_000) => gather(encrypt(inPieces(bytes, piece), lock));
const opened = (bytes: Buffer, piece = 50_000, with_ = opener) =>
  gather(decrypt(inPieces(bytes, piece), with_));

const CHUNK = 65_536;
const lengths = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5];

test("what is written is read again, in whatever pieces it comes", async () => {
  const around = fc.oneof(fc.constantFrom(...lengths), fc.nat(200_000));
  const piece = fc.integer({ min: 1_000, max: 200_000 });
  await fc.assert(
    fc.asyncProperty(around, piece, piece, async (length, there, back) => {
      const bytes = randomBytes(length);
      expect((await opened(await locked(bytes, there), back)).equals(bytes)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

describe("the format is age's own", () => {
  test.each(lengths)("the library opens what is written here: %i bytes", async (length) => {
    const bytes = randomBytes(length);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    expect(Buffer.from(await decrypter.decrypt(await locked(bytes))).equals(bytes)).toBe(true);
  });

  test.each(lengths)("and what the library writes is opened here: %i bytes", async (length) => {
    const bytes = randomBytes(length);
    const encrypter = new Encrypter();
    for (const recipient of "recipients" in lock ? lock.recipients : []) encrypter.addRecipient(recipient);
    expect((await opened(Buffer.from(await encrypter.encrypt(bytes)))).equals(bytes)).toBe(true);
  });

  test("with a passphrase as well, both ways", { timeout: 60_000 }, async () => {
    const passphrase = "räksmörgås på rågbröd";
    const bytes = randomBytes(100_000);
    const written = await gather(encrypt(inPieces(bytes, 40_000), { passphrase }));
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    expect(Buffer.from(await decrypter.decrypt(written)).equals(bytes)).toBe(true);
    expect((await opened(written, 40_000, { passphrase })).equals(bytes)).toBe(true);
    await expect(opened(written, 40_000, { passphrase: "en annan" })).rejects.toMatchObject({
      code: "backup.wrong-key",
    });
  });
});

describe("nothing but the whole file is taken", () => {
  test("cut anywhere, also between two chunks, it is refused", async () => {
    const whole = await locked(randomBytes(3 * CHUNK + 5));
    const payload = whole.length - (3 * (CHUNK + 16) + 5 + 16);
    const between = [1, 2, 3].map((chunks) => payload + chunks * (CHUNK + 16));
    for (const length of [...between, whole.length - 1, whole.length - 6, payload + 100]) {
      await expect(opened(whole.subarray(0, length))).rejects.toMatchObject({ code: "backup.damaged" });
    }
  });

  test("one altered bit anywhere is refused", async () => {
    const whole = await locked(randomBytes(2 * CHUNK + 5));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const altered = Buffer.from(whole);
        altered[at] = (altered[at] ?? 0) ^ (1 << bit);
        await expect(opened(altered)).rejects.toMatchObject({ code: /^backup\./ });
      }),
      {
        numRuns: 60,
        examples: [
          [whole.length - 1, 0],
          [0, 0],
          [40, 3],
        ],
      },
    );
  });

  test("chunks that changed places, and one left out, are refused", async () => {
    const whole = await locked(randomBytes(4 * CHUNK + 5));
    const start = whole.length - (4 * (CHUNK + 16) + 21);
    const chunk = (number: number) =>
      whole.subarray(start + number * (CHUNK + 16), start + (number + 1) * (CHUNK + 16));
    const order = (...numbers: number[]) => Buffer.concat([whole.subarray(0, start), ...numbers.map(chunk)]);
    expect((await opened(order(0, 1, 2, 3, 4))).length).toBe(4 * CHUNK + 5);
    for (const other of [order(1, 0, 2, 3, 4), order(0, 2, 3, 4), order(0, 1, 2, 2, 3, 4)]) {
      await expect(opened(other)).rejects.toMatchObject({ code: "backup.damaged" });
    }
  });

  test("somebody else's key opens nothing, and neither does what is no backup", async () => {
    const other = { identities: [await generateX25519Identity()] };
    const whole = await locked(randomBytes(10));
    await expect(opened(whole, 1_000, other)).rejects.toMatchObject({ code: "backup.wrong-key" });
    for (const content of ["", "PK\u0003\u0004", "x".repeat(100_000), "--- x\n".repeat(30)]) {
      await expect(opened(Buffer.from(content))).rejects.toMatchObject({ code: "backup.not-one" });
    }
  });
});
