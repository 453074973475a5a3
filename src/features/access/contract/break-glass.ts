import { z } from "zod";
import { idSchema, reasonSchema, versionOut, versionSchema } from "../../../shared/lists.ts";
import { instantOut } from "../../../shared/time.ts";

const personName = z.string().meta({ description: "The person's name.", example: "Incidentledare" });
const number = z.string().meta({ description: "What stands on the envelope.", example: "BG-2023-0001" });

export const reviewKinds = ["emergency", "test", "misuse"] as const;
const reviewKind = z
  .enum(reviewKinds)
  .meta({ description: "What the use was: an emergency, the yearly test, or misuse.", example: "test" });

export const breakGlassCode = z.object({
  id: idSchema,
  number,
  personId: idSchema,
  personName,
  state: z
    .enum(["sealed", "used", "expired", "withdrawn"])
    .meta({ description: "Whether it can be used, and why not.", example: "sealed" }),
  issuedAt: instantOut,
  expiresAt: instantOut,
  withdrawnAt: instantOut.nullable().meta({ description: "When it was withdrawn." }),
  withdrawnReason: z.string().nullable().meta({ description: "Why it was withdrawn.", example: null }),
  usedAt: instantOut.nullable().meta({ description: "When it was used." }),
  sessionEndsAt: instantOut.nullable().meta({ description: "When the session ends that it opened." }),
  announcedBy: z
    .array(z.string())
    .meta({ description: "Through what its use was told to the administrators.", example: ["situation"] }),
  letIn: z
    .array(
      z.object({
        kind: z.string().meta({ description: "What was done.", example: "password.reset-offered" }),
        at: instantOut,
        personName: z
          .string()
          .nullable()
          .meta({ description: "Whose way in it was, where it is one person's.", example: "Incidentledare" }),
      }),
    )
    .meta({
      description:
        "What its user did, while its session could last, to how others get in: each is to be reviewed.",
    }),
  reviewedAt: instantOut.nullable().meta({ description: "When its use was reviewed." }),
  reviewedBy: z.string().nullable().meta({ description: "Who reviewed it.", example: null }),
  reviewKind: reviewKind.nullable(),
  reviewText: z.string().nullable().meta({ description: "What was found.", example: null }),
  version: versionOut,
});
export type BreakGlassCode = z.output<typeof breakGlassCode>;

export const breakGlassList = z.object({
  items: z.array(breakGlassCode).meta({ description: "Every code, the newest first." }),
  /** Since when the yearly test is due. */
  testDueSince: instantOut.nullable().meta({
    description: "Since when somebody should have tried a code; null while there is time.",
  }),
});
export type BreakGlassList = z.output<typeof breakGlassList>;

export const breakGlassNotices = z.object({
  uses: z.array(breakGlassCode).meta({ description: "Uses that nobody has reviewed." }),
  testDueSince: breakGlassList.shape.testDueSince,
});
export type BreakGlassNotices = z.output<typeof breakGlassNotices>;

export const issueBreakGlassInput = z.object({
  personId: idSchema.meta({ description: "Whom the code lets in." }),
});
export const issuedBreakGlass = z.object({
  code: z.string().meta({
    description: "The code itself. It is told once and never again.",
    example: "7K2QF-…",
  }),
  issued: breakGlassCode.meta({ description: "What is kept of it." }),
});
export type IssuedBreakGlass = z.output<typeof issuedBreakGlass>;
export const withdrawBreakGlassInput = z.object({
  codeId: idSchema,
  version: versionSchema,
  reason: reasonSchema,
});
export const reviewBreakGlassInput = z.object({
  codeId: idSchema,
  version: versionSchema,
  kind: reviewKind,
  text: reasonSchema.meta({ description: "What happened and what was found." }),
});

export const breakGlassSignIn = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .meta({ description: "The sign-in name.", example: "lead@exempelkommun.example" }),
  code: z.string().max(100).meta({
    description: "The sealed code, as it stands on the paper; case, spaces and hyphens do not matter.",
    example: "7K2QF-9XW3M-B4T6H-R8ZCD-5NPVJ",
  }),
});
