import { isAscii, isUtf8 } from "node:buffer";

export type Encoding = "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";

// WHATWG's windows-1252: the 32 places where it differs from latin-1; five of them stay control characters.
const high =
  "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
  "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";
const highBytes = new Map(Array.from(high, (char, index): [string, number] => [char, 0x80 + index]));

/** Bytes that are no UTF-8 become lone surrogates U+DC80–U+DCFF, so that a rejected row can be written back byte for byte. */
export const brokenByte = /[\uDC80-\uDCFF]/;
const loneBroken = /(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/;

export function hasBrokenBytes(text: string): boolean {
  return brokenByte.test(text) && loneBroken.test(text);
}

export function encodeText(text: string, encoding: Encoding): Buffer {
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  if (encoding === "utf-8" && !hasBrokenBytes(text)) return Buffer.from(text, "utf8");
  const parts: Buffer[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (encoding === "utf-8") {
      parts.push(code >= 0xdc80 && code <= 0xdcff ? Buffer.from([code - 0xdc00]) : Buffer.from(char));
    } else {
      parts.push(Buffer.from([highBytes.get(char) ?? (code < 0x100 ? code : 0x3f)]));
    }
  }
  return Buffer.concat(parts);
}

/** The encoding as the first bytes tell it; null when they are plain ASCII and nothing is decided yet. */
export function detectEncoding(sample: Buffer): { encoding: Encoding | null; bom: number } {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) {
    return { encoding: "utf-8", bom: 3 };
  }
  if (sample[0] === 0xff && sample[1] === 0xfe) return { encoding: "utf-16le", bom: 2 };
  if (sample[0] === 0xfe && sample[1] === 0xff) return { encoding: "utf-16be", bom: 2 };
  return { encoding: utf16WithoutMark(sample) ?? eightBit(sample), bom: 0 };
}

function utf16WithoutMark(sample: Buffer): Encoding | null {
  const length = Math.min(sample.length & ~1, 4_096);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (sample[i] === 0) even += 1;
    if (sample[i + 1] === 0) odd += 1;
  }
  // Western text in UTF-16 has a zero in nearly every second byte and none in the others.
  if (length >= 4 && odd * 2 > length * 0.7 && even === 0) return "utf-16le";
  if (length >= 4 && even * 2 > length * 0.7 && odd === 0) return "utf-16be";
  return null;
}

function eightBit(bytes: Buffer): Encoding | null {
  if (isAscii(bytes)) return null;
  const whole = bytes.subarray(0, wholeUtf8(bytes));
  if (isUtf8(whole)) return isAscii(whole) ? null : "utf-8";
  const { good, bad } = countSequences(whole);
  // A damaged UTF-8 file has more whole sequences than broken ones; Windows-1252 has next to none.
  return good > bad ? "utf-8" : "windows-1252";
}

function countSequences(bytes: Buffer): { good: number; bad: number } {
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length;) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) {
      i += 1;
      continue;
    }
    const length = sequenceLength(bytes, i);
    if (length > 0) good += 1;
    else bad += 1;
    i += Math.max(1, length);
  }
  return { good, bad };
}

/** Length of the valid UTF-8 sequence at `at`, 0 when there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

/** How many bytes of the chunk are whole characters; the rest waits for the next chunk. */
function wholeUtf8(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function escapeBroken(bytes: Buffer): string {
  let out = "";
  let from = 0;
  for (let i = 0; i < bytes.length;) {
    const byte = bytes[i] ?? 0;
    const length = byte < 0x80 ? 1 : sequenceLength(bytes, i);
    if (length === 0) {
      out += bytes.toString("utf8", from, i) + String.fromCharCode(0xdc00 + byte);
      from = i + 1;
    }
    i += Math.max(1, length);
  }
  return out + bytes.toString("utf8", from);
}

export function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/[\u0080-\u009f]/g, (c) => high[c.charCodeAt(0) - 0x80] ?? c);
}

/** Decodes chunk by chunk. Undecided ASCII stays undecided until the first byte that tells. */
export class StreamDecoder {
  #encoding: Encoding | null;
  #rest: Buffer = Buffer.alloc(0);

  constructor(encoding: Encoding | null) {
    this.#encoding = encoding;
  }

  get encoding(): Encoding {
    return this.#encoding ?? "utf-8";
  }

  push(chunk: Buffer, last: boolean): string {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = Buffer.alloc(0);
    // One-byte strings are scanned and cut about twice as fast as two-byte ones.
    if (this.#encoding !== "utf-16le" && this.#encoding !== "utf-16be" && isAscii(bytes)) {
      return bytes.toString("latin1");
    }
    this.#encoding ??= eightBit(bytes) ?? (last ? "windows-1252" : null);
    switch (this.#encoding) {
      case "windows-1252":
        return decodeWindows1252(bytes);
      case "utf-16le":
      case "utf-16be":
        return this.#utf16(bytes, last);
      default:
        return this.#utf8(bytes, last);
    }
  }

  #utf16(bytes: Buffer, last: boolean): string {
    const whole = bytes.length & ~1;
    this.#rest = bytes.subarray(whole);
    const head = bytes.subarray(0, whole);
    const text = this.#encoding === "utf-16le" ? head : Buffer.from(head).swap16();
    // A lone last byte is a cut character: shown as broken, so that its row is rejected.
    const tail = last && this.#rest.length > 0 ? String.fromCharCode(0xdc80) : "";
    return text.toString("utf16le") + tail;
  }

  #utf8(bytes: Buffer, last: boolean): string {
    const whole = last ? bytes.length : wholeUtf8(bytes);
    this.#rest = bytes.subarray(whole);
    const head = bytes.subarray(0, whole);
    return isUtf8(head) ? head.toString("utf8") : escapeBroken(head);
  }
}
