import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/** Begins every key, so that scanners for secrets that leaked know one when they see it. */
const PREFIX = "beredd_";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 43 characters of 62: 256 bits. */
const RANDOM = 43;
const CHECK = 6;
const HINT = PREFIX.length + 6;
const shape = new RegExp(`^${PREFIX}[0-9A-Za-z]{${RANDOM + CHECK}}$`);

/** The last characters are a checksum: what was mistyped, or only looks like a key, is known without asking anybody. */
function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let place = 0; place < CHECK; place += 1) {
    digits = (ALPHABET[rest % ALPHABET.length] ?? "") + digits;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}

export function newKey(): string {
  const random = Array.from({ length: RANDOM }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return `${PREFIX}${random}${checksum(random)}`;
}

/** Pure: whether it can be one of ours at all. */
export function looksLikeKey(text: string): boolean {
  const random = text.slice(PREFIX.length, -CHECK);
  return shape.test(text) && text.endsWith(checksum(random));
}

/** What is kept of a key in clear, by which people know it again. */
export function hintOf(key: string): string {
  return key.slice(0, HINT);
}

/** Keys are random, so a plain SHA-256 is enough; the key itself is never stored. */
export function hashKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
