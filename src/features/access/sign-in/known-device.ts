import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Keyring } from "../../../platform/keyring.ts";
import { newId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import type { Attempt } from "./throttle.ts";

const DAYS = 180;
const ABOUT = "known-device";
const content = z.object({ id: z.string(), personId: z.string(), endsAt: z.string() });

/**
 * Told to the browser in which a person signed in. It opens nothing: it only keeps the failures of strangers apart
 * from theirs, so that nobody is locked out of their own browser from outside (OWASP's device cookie).
 */
export function rememberDevice(
  keyring: Keyring,
  personId: string,
  now: Instant,
): { token: string; endsAt: Instant } {
  const endsAt = Temporal.Instant.from(now)
    .add({ hours: DAYS * 24 })
    .toString();
  return { token: keyring.encrypt(JSON.stringify({ id: newId(), personId, endsAt }), ABOUT), endsAt };
}

/** Under what this browser is known as this person's; null where it is not. */
export function deviceOf(
  keyring: Keyring,
  token: string | undefined,
  personId: string,
  now: Instant,
): string | null {
  if (token === undefined || token.length > 1_000) return null;
  try {
    const device = content.parse(JSON.parse(keyring.decrypt(token, ABOUT)));
    const over = Temporal.Instant.compare(device.endsAt, now) <= 0;
    return device.personId === personId && !over ? device.id : null;
  } catch {
    // Whatever a browser sends that we have not made is as good as nothing.
    return null;
  }
}

interface Guess {
  /** What is guessed at: a password, a second factor. */
  at: "account" | "factor";
  /** The person, or what was typed where there is none. */
  who: string;
  address: string;
  device: string | undefined;
}

/** In which drawers a guess is counted: a known browser has one of its own, which no stranger's failures fill. */
export function drawersOf(keyring: Keyring, { at, who, address, device }: Guess, now: Instant): Attempt {
  const known = deviceOf(keyring, device, who, now);
  return known === null ? { account: `${at}:${who}`, address } : { account: `${at}-device:${known}` };
}
