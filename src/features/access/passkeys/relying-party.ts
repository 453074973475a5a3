import { isIP } from "node:net";
import { decodeClientDataJSON } from "@simplewebauthn/server/helpers";
import { AppError } from "../../../shared/errors.ts";

/** For whom keys are made: the name under which the browser keeps them, and the origins that may use them. */
export interface RelyingParty {
  id: string;
  origin: string | null;
}

/**
 * Pure: browsers keep keys for a domain under https, or for localhost. Without a configured address we are only at
 * home, at whatever port. Throws `passkey.not-here` where browsers would refuse.
 */
export function relyingParty(publicUrl: string | null): RelyingParty {
  if (publicUrl === null) return { id: "localhost", origin: null };
  const url = new URL(publicUrl);
  const secure = url.protocol === "https:" || url.hostname === "localhost";
  if (!secure || isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0) throw new AppError("passkey.not-here");
  return { id: url.hostname, origin: url.origin };
}

export function passkeysAreOffered(publicUrl: string | null): boolean {
  try {
    return relyingParty(publicUrl).id !== "";
  } catch {
    return false;
  }
}

/** The origin that the answer must come from; at home the port is whichever the browser was at. */
export function expectedOrigin(party: RelyingParty, clientDataJSON: string): string {
  if (party.origin !== null) return party.origin;
  const { origin } = decodeClientDataJSON(clientDataJSON);
  return /^http:\/\/localhost(?::\d{1,5})?$/.test(origin) ? origin : "http://localhost";
}
