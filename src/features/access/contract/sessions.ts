import { z } from "zod";
import { idSchema, versionOut, versionSchema } from "../../../shared/lists.ts";
import { instantOut } from "../../../shared/time.ts";
import { roleSchema } from "./roles.ts";

/** How somebody showed who they are. */
export const signInMethods = ["password", "passkey", "identity-provider", "break-glass"] as const;
const methodOut = z.enum(signInMethods).meta({ description: "How it was signed in.", example: "password" });

export const sessionItem = z.object({
  id: idSchema,
  current: z.boolean().meta({ description: "Whether it is the one that asks.", example: true }),
  browser: z.string().nullable().meta({ description: "The browser, where it says so.", example: "Firefox" }),
  system: z.string().nullable().meta({ description: "What it runs on.", example: "Windows" }),
  method: methodOut,
  secondFactor: z
    .boolean()
    .meta({ description: "Whether a second factor, or a passkey, was used.", example: true }),
  openedAt: instantOut,
  seenAt: instantOut.meta({ description: "When it was last used, to the minute." }),
  endsAt: instantOut.meta({ description: "When it ends however busy it is." }),
});
export type SessionItem = z.output<typeof sessionItem>;
export const sessionList = z.object({
  items: z.array(sessionItem).meta({ description: "Open sessions, the last used first." }),
});
export type SessionList = z.output<typeof sessionList>;
export const endSessionInput = z.object({ sessionId: idSchema });
const keysToo = z.boolean().default(false).meta({
  description: "Whether the person's API keys are revoked as well.",
  example: false,
});
export const signOutEverywhereInput = z.object({ keys: keysToo });
export const endPersonSessionsInput = z.object({ personId: idSchema, keys: keysToo });
export const endedSessions = z.object({
  ended: z.number().int().meta({ description: "Sessions that ended.", example: 2 }),
  keys: z.number().int().meta({ description: "API keys that were revoked.", example: 0 }),
});

const minutes = z.coerce.number().int().min(5).max(1440);
const hours = z.coerce.number().int().min(1).max(168);
export const signInRules = z.object({
  idleMinutes: z.number().int().meta({
    description: "A session ends after this long without a request.",
    example: 120,
  }),
  sessionHours: z
    .number()
    .int()
    .meta({ description: "A session ends after this long however busy.", example: 12 }),
  secondFactorRoles: z.array(z.string()).meta({
    description: "Whoever holds one of these roles signs in with a second factor.",
    example: ["administrator"],
  }),
  version: versionOut,
});
export type SignInRules = z.output<typeof signInRules>;
export const editSignInRulesInput = z.object({
  version: versionSchema,
  idleMinutes: minutes.meta({
    description: "A session ends after this many minutes without a request: 5 to 1 440.",
    example: 120,
  }),
  sessionHours: hours.meta({
    description: "A session ends after this many hours however busy: 1 to 168.",
    example: 12,
  }),
  secondFactorRoles: z
    .array(roleSchema)
    .max(200)
    .meta({
      description: "Whoever holds one of these roles is asked for a second factor from the next sign-in on.",
      example: ["administrator"],
    }),
});
