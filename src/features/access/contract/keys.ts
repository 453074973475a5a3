import { z } from "zod";
import {
  idSchema,
  lineSchema,
  listInput,
  listOutput,
  versionOut,
  versionSchema,
} from "../../../shared/lists.ts";
import { instantOut, instantSchema } from "../../../shared/time.ts";

/** Never through a key, whoever made it: what decides who gets in. */
export const peopleOnlyPermissions: readonly string[] = [
  "key:make",
  "key:manage",
  "break-glass:manage",
  "sign-in:edit",
  "role:edit",
  "access:appoint",
];

const keyName = lineSchema(80).meta({ description: "What it is for.", example: "Övervakning" });
const permissionsIn = z
  .array(z.string().regex(/^[a-z-]+:[a-z-]+$/))
  .min(1)
  .max(200)
  .meta({ description: "What it may do; no more than its owner may.", example: ["incident:report"] });
const pathIn = z
  .string()
  .regex(/^\/api\/v1(?:\/[a-z0-9-]+)+$/)
  .max(200)
  .meta({
    description: "The one path under which it is taken; left out: wherever its permissions suffice.",
    example: "/api/v1/incidents",
  });

export const makeKeyInput = z.object({
  name: keyName,
  permissions: permissionsIn,
  unitId: idSchema.meta({ description: "The unit that it reaches, with all under it." }),
  expiresAt: instantSchema.meta({ description: "When it ends.", example: "2023-12-31T23:00:00Z" }),
  path: pathIn.optional(),
  personId: idSchema.optional().meta({
    description: "Whose key it is: one's own where it is left out; another's on the command line alone.",
  }),
});

export const keyView = z.object({
  id: idSchema,
  name: z.string().meta({ description: "What it is for.", example: "Övervakning" }),
  hint: z.string().meta({ description: "How the key begins, to know it again.", example: "beredd_a1B2c3" }),
  personId: idSchema,
  personName: z.string().meta({ description: "Whose it is.", example: "Incidentledare" }),
  permissions: z
    .array(z.string())
    .meta({ description: "What it was made for.", example: ["incident:report"] }),
  /** What its owner has lost since. */
  lost: z.array(z.string()).meta({
    description: "Of these, what its owner does not hold over the unit at present: the key does not either.",
    example: [],
  }),
  unitId: idSchema,
  unitName: z.string().meta({ description: "The unit that it reaches.", example: "Exempelkommun" }),
  path: z
    .string()
    .nullable()
    .meta({ description: "The one path under which it is taken.", example: "/api/v1/incidents" }),
  createdAt: instantOut,
  expiresAt: instantOut,
  lastUsedAt: instantOut.nullable().meta({ description: "When it was last used, to the hour." }),
  revokedAt: instantOut.nullable().meta({ description: "When it was revoked." }),
  state: z
    .enum(["working", "expired", "revoked", "owner-closed"])
    .meta({ description: "Whether it works, and why not.", example: "working" }),
  version: versionOut,
});
export type KeyView = z.output<typeof keyView>;
export const keyList = listOutput(keyView);
export const listKeysInput = z.object({
  limit: listInput.shape.limit,
  page: listInput.shape.page,
  personId: idSchema.optional().meta({ description: "Only this person's." }),
});
export const ownKeyList = z.object({
  items: z.array(keyView).meta({ description: "One's own keys, the newest first." }),
  daysMax: z.number().int().meta({ description: "How long a new key may hold.", example: 365 }),
});
export type OwnKeyList = z.output<typeof ownKeyList>;
export const madeKey = z.object({
  key: z.string().meta({
    description: "The key itself. It is told once and never again.",
    example: "beredd_…",
  }),
  made: keyView.meta({ description: "What is kept of it." }),
});
export type MadeKey = z.output<typeof madeKey>;
export const revokeKeyInput = z.object({ keyId: idSchema, version: versionSchema });
