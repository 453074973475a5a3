import { verb } from "../../../platform/verb/verb.ts";
import { oneProviderInput, triedProvider } from "../contract.ts";
import { clientOf, reasonOf } from "./client.ts";
import { everywhere } from "./manage.ts";
import { findProvider } from "./queries-providers.ts";

export const tryIdentityProvider = verb({
  name: "identity-provider.try",
  summary: "Asks an identity provider for its configuration, by the rules for what may be asked.",
  http: { method: "POST", path: "/identity-providers/{providerId}/trials" },
  needs: "sign-in:edit",
  input: oneProviderInput,
  output: triedProvider,
  scope: everywhere,
  confidential: true,
  mayNoteNothing: true,
  async run({ tx, input, keyring, reach }) {
    const provider = await findProvider(tx, input.providerId);
    try {
      const client = await clientOf({ keyring, reach }, provider);
      const signsOut = client.serverMetadata().end_session_endpoint !== undefined;
      return { answers: true, reason: null, signsOut };
    } catch (error) {
      return { answers: false, reason: reasonOf(error), signsOut: false };
    }
  },
});
