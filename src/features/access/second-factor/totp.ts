import { Secret, TOTP } from "otpauth";
import { encodeQR } from "qr";
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../../shared/time.ts";

/** What every authenticator app takes: SHA-1, six digits, thirty seconds (RFC 6238). */
const PERIOD = 30;
/** A clock may be half a minute off, before or after. */
const WINDOW = 1;

export const newSecret = (): string => new Secret({ size: 20 }).base32;

function totpOf(secret: string, label: { issuer: string; account: string }): TOTP {
  return new TOTP({
    issuer: label.issuer,
    label: label.account,
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD,
  });
}

const nobody = { issuer: "Beredd", account: "" };

/** The step of time that the code belongs to, or null when it belongs to none near now. */
export function stepOfCode(secret: string, code: string, now: Instant): number | null {
  const timestamp = Temporal.Instant.from(now).epochMilliseconds;
  const delta = totpOf(secret, nobody).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD) + delta;
}

/** The code that an app shows at that moment. */
export function codeAt(secret: string, at: Instant): string {
  return totpOf(secret, nobody).generate({ timestamp: Temporal.Instant.from(at).epochMilliseconds });
}

export interface SecretToScan {
  /** To type where nothing can be scanned: in groups of four. */
  secret: string;
  uri: string;
  /** The same as a picture, `data:image/svg+xml`. */
  picture: string;
}

/** What an app reads a new secret from. Made here: it goes to nobody else. */
export function toScan(secret: string, account: string, organisation: string): SecretToScan {
  const uri = totpOf(secret, { issuer: `Beredd ${organisation}`.trim(), account }).toString();
  const svg = encodeQR(uri, "svg", { ecc: "medium", border: 4 });
  return {
    secret: secret.replace(/(.{4})(?=.)/g, "$1 "),
    uri,
    picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`,
  };
}
