import { randomInt } from "node:crypto";

/** Crockford's: no letter that is read as another, so that it can be typed from paper in bad light. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 5;
const LENGTH = 5;

/** 125 bits in five groups. */
export function newCode(): string {
  const letter = () => ALPHABET[randomInt(ALPHABET.length)] ?? "";
  const group = () => Array.from({ length: LENGTH }, letter).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/** Pure: what was typed, as it is hashed: case, spaces and hyphens aside, and letters that look alike as one. */
export function normaliseCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s–—-]/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/gu, "1");
}
