import { z } from "zod";
import { instantOut } from "../../../shared/time.ts";
import { personView } from "./people.ts";

export const signInInput = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .meta({ description: "The sign-in name.", example: "lead@exempelkommun.example" }),
  password: z.string().max(1_000).meta({ description: "The password.", example: "en lång mening duger" }),
});

export const signedIn = z.object({ token: z.string(), endsAt: instantOut, person: personView });

/** What an authenticator app reads its secret from. */
export const secretToScan = z.object({
  secret: z.string().meta({ description: "The secret, to type by hand.", example: "JBSW Y3DP EHPK 3PXP" }),
  uri: z.string().meta({
    description: "The same as an address that apps open.",
    example: "otpauth://totp/Beredd:lead@exempelkommun.example?secret=JBSWY3DPEHPK3PXP",
  }),
  picture: z.string().meta({
    description: "The same as a picture to scan, a data address.",
    example: "data:image/svg+xml;base64,PHN2Zy8+",
  }),
});
export type SecretToScan = z.output<typeof secretToScan>;

/** Half-way: the password was right, and this is what is still asked for. */
export const signInNext = z
  .discriminatedUnion("next", [
    z.object({ next: z.literal("second-factor") }),
    z.object({ next: z.literal("passkey") }),
    z.object({ next: z.literal("enrol"), ...secretToScan.shape }),
  ])
  .meta({
    description: "What is still asked for: the app's code, a passkey, or to add an app.",
    example: { next: "second-factor" },
  });
export type SignInNext = z.output<typeof signInNext>;

export const codeSchema = z
  .string()
  .trim()
  .min(6)
  .max(40)
  .meta({ description: "The six digits of the app, or a printed code.", example: "123456" });
export const codeInput = z.object({ code: codeSchema });
export const recoveryCodes = z.object({
  recoveryCodes: z
    .array(z.string())
    .meta({ description: "Ten codes to print; told only now.", example: ["4G7K-9QXM-2HTC-VB5R"] }),
});
export type RecoveryCodes = z.output<typeof recoveryCodes>;
