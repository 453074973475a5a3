import { v7 } from "uuid";

/** Random bytes are fetched for many ids at once: one call each took longer than all the rest of an id. */
const random = new Uint8Array(4_096);
let used = random.length;
let msecs = Number.NEGATIVE_INFINITY;
let seq = 0;

/** A new public id: UUIDv7, so ids of one process sort by the time they were made. */
export function newId(): string {
  if (used === random.length) {
    globalThis.crypto.getRandomValues(random);
    used = 0;
  }
  const bytes = random.subarray(used, used + 16);
  used += 16;
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    // With room above it, so that counting on within one millisecond does not come round.
    seq = new DataView(bytes.buffer, bytes.byteOffset).getUint32(6) & 0x7fff_ffff;
  } else {
    seq = (seq + 1) | 0;
    if (seq === 0) msecs += 1;
  }
  return v7({ random: bytes, msecs, seq });
}
