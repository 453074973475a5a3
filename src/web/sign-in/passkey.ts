import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { api } from "../api.ts";

/** Whether whoever sits here gave up, which is no fault to tell of. */
export function wasGivenUp(error: unknown): boolean {
  return error instanceof Error && (error.name === "NotAllowedError" || error.name === "AbortError");
}

/** Asks the browser for a key and signs in with it. The library comes when it is wanted. */
export async function signInWithPasskey<T>(): Promise<T> {
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const { options } = await api.post<{ options: PublicKeyCredentialRequestOptionsJSON }>(
    "/session/passkey/challenge",
    {},
  );
  const response = await startAuthentication({ optionsJSON: options });
  return api.post<T>("/session/passkey", { response });
}

/** Has the browser make a key for the person who is signed in. */
export async function makePasskey<T>(name: string): Promise<T> {
  const { startRegistration } = await import("@simplewebauthn/browser");
  const begun = await api.post<{ step: string; options: PublicKeyCredentialCreationOptionsJSON }>(
    "/account/passkeys/challenge",
    {},
  );
  const made = await startRegistration({ optionsJSON: begun.options });
  const { id, rawId, type, authenticatorAttachment } = made;
  const { clientDataJSON, attestationObject, transports } = made.response;
  const response = {
    id,
    rawId,
    type,
    authenticatorAttachment,
    clientExtensionResults: {},
    response: { clientDataJSON, attestationObject, transports },
  };
  return api.post<T>("/account/passkeys", { step: begun.step, name, response });
}
