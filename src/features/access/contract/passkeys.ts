import { z } from "zod";
import { idSchema } from "../../../shared/lists.ts";
import { passkeyName, stepToken } from "./account.ts";

const encoded = (what: string) =>
  z
    .string()
    .min(1)
    .max(20_000)
    .meta({ description: `${what}, base64url.`, example: "eyJ0eXBlIjoid2ViYXV0aG4ifQ" });
const common = {
  id: encoded("The credential's id"),
  rawId: encoded("The same"),
  type: z.literal("public-key").meta({ description: "What kind of credential it is." }),
  authenticatorAttachment: z
    .enum(["cross-platform", "platform"])
    .optional()
    .meta({ description: "Whether it is part of the device.", example: "platform" }),
  clientExtensionResults: z.object({}).meta({ description: "Nothing is asked of extensions.", example: {} }),
};

/** What `navigator.credentials.create` answers, as JSON. */
const registration = z
  .object({
    ...common,
    response: z
      .object({
        clientDataJSON: encoded("What the browser signed"),
        attestationObject: encoded("The new public key"),
        transports: z
          .array(z.string().max(20))
          .max(10)
          .optional()
          .meta({ description: "How it is reached.", example: ["internal"] }),
      })
      .meta({ description: "What the authenticator made." }),
  })
  .meta({ description: "What navigator.credentials.create answered, as JSON." });

/** What `navigator.credentials.get` answers, as JSON. */
const assertion = z
  .object({
    ...common,
    response: z
      .object({
        clientDataJSON: encoded("What the browser signed"),
        authenticatorData: encoded("What the authenticator says of itself"),
        signature: encoded("The signature"),
        userHandle: encoded("Whose it is").optional(),
      })
      .meta({ description: "What the authenticator signed." }),
  })
  .meta({ description: "What navigator.credentials.get answered, as JSON." });

const options = z
  .record(z.string(), z.unknown())
  .meta({ description: "What the browser is to be asked for, as JSON.", example: { challenge: "bm9uY2U" } });

export const passkeyBegun = z.object({ step: stepToken, options });
export const addPasskeyInput = z.object({ step: stepToken, name: passkeyName, response: registration });
export const renamePasskeyInput = z.object({ passkeyId: idSchema, name: passkeyName });
export const removePasskeyInput = z.object({ passkeyId: idSchema });
export const passkeyChallenge = z.object({ options });
export const passkeySignInInput = z.object({ response: assertion });
export type PasskeySignIn = z.output<typeof passkeySignInInput>;
