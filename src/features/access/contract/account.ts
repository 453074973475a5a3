import { z } from "zod";
import { idSchema } from "../../../shared/lists.ts";
import { instantOut } from "../../../shared/time.ts";
import { sessionItem } from "./sessions.ts";
import { codeSchema, secretToScan } from "./sign-in.ts";

export const onePersonInput = z.object({ personId: idSchema });

/** How another person signs in, for those who look after people's access: what there is, and nothing of it. */
export const personSignIn = z.object({
  personId: idSchema,
  hasPassword: z.boolean().meta({ description: "Whether there is a password.", example: true }),
  passkeys: z.number().int().meta({ description: "Passkeys.", example: 1 }),
  hasSecondFactor: z.boolean().meta({ description: "Whether there is an authenticator app.", example: true }),
  needsSecondFactor: z
    .boolean()
    .meta({ description: "Whether a role asks for a second factor.", example: true }),
  providers: z
    .array(z.string())
    .meta({ description: "The identity providers that know the person.", example: ["Kommunens inloggning"] }),
  sessions: z.array(sessionItem).meta({ description: "Where the person is signed in, the last used first." }),
});
export type PersonSignIn = z.output<typeof personSignIn>;

export const stepToken = z.string().max(100).meta({
  description: "What the first half answered; it is taken once.",
  example: "b2xkIHRva2VucyBhcmUgd29ydGggbm90aGluZw",
});

export const secondFactorBegun = z.object({
  step: stepToken,
  endsAt: instantOut.meta({ description: "Until when the code is taken." }),
  ...secretToScan.shape,
});
export type SecondFactorBegun = z.output<typeof secondFactorBegun>;
export const addSecondFactorInput = z.object({
  step: stepToken,
  code: codeSchema.meta({ description: "What the app shows now.", example: "123456" }),
});

export const passkeyName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .meta({ description: "What the owner calls it.", example: "Arbetsdatorn" });
export const passkeyItem = z.object({
  id: idSchema,
  name: z.string().meta({ description: "What the owner calls it.", example: "Arbetsdatorn" }),
  synced: z.boolean().meta({
    description: "Whether it is carried between the owner's devices.",
    example: false,
  }),
  addedAt: instantOut,
  usedAt: instantOut.nullable().meta({ description: "When it last signed in; null: never yet." }),
});
export type PasskeyItem = z.output<typeof passkeyItem>;

export const linkedProvider = z.object({
  providerId: idSchema,
  name: z.string().meta({ description: "The provider's name.", example: "Kommunens inloggning" }),
  linkedAt: instantOut.nullable().meta({ description: "Since when it knows the person; null: it does not." }),
});

/** One's own account: by what one signs in. */
export const accountView = z.object({
  email: z.string().meta({ description: "The sign-in name.", example: "lead@exempelkommun.example" }),
  passwordChangedAt: instantOut
    .nullable()
    .meta({ description: "When the password was last changed; null: there is none." }),
  passwordGiven: z.boolean().meta({
    description: "Whether somebody else chose the password, or made the link that it was chosen by.",
    example: false,
  }),
  secondFactor: z
    .object({
      addedAt: instantOut,
      codesLeft: z.number().int().meta({ description: "Printed codes that are not used yet.", example: 10 }),
    })
    .nullable()
    .meta({ description: "The authenticator app; null: none." }),
  needsSecondFactor: z
    .boolean()
    .meta({ description: "Whether a role asks for a second factor.", example: true }),
  passkeys: z.array(passkeyItem).meta({ description: "Passkeys, the newest first." }),
  providers: z
    .array(linkedProvider)
    .meta({ description: "Identity providers that can be signed in with here." }),
});
export type AccountView = z.output<typeof accountView>;
