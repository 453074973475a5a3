import { z } from "zod";
import {
  idSchema,
  lineSchema,
  listInput,
  listOutput,
  reasonSchema,
  severalOf,
  textSchema,
  versionOut,
  versionSchema,
} from "../../shared/lists.ts";
import {
  dateSchema,
  instantOut,
  instantSchema,
  preciseInstant,
  preciseInstantOut,
} from "../../shared/time.ts";

export const deviationKinds = ["incident", "shortcoming", "need"] as const;
export type DeviationKind = (typeof deviationKinds)[number];
export const deviationKind = z.enum(deviationKinds).meta({
  description: "Incident-borne, a known shortcoming of a service, or a customer need not met.",
  example: "incident",
});
export const severities = ["none", "minor", "major"] as const;
export type Severity = (typeof severities)[number];

/** The rules that give a severity, and what each rests on. */
export const groundKinds = [
  "major-incident",
  "high-risk-breach",
  "far-beyond-promise",
  "beyond-promise",
  "without-promise",
  "breach",
  "within-promise",
] as const;
export type GroundKind = (typeof groundKinds)[number];

export const severity = z.enum(severities).meta({ description: "How serious it is.", example: "minor" });

export const actionStates = ["proposed", "accepted", "declined", "ongoing", "done"] as const;
export type ActionState = (typeof actionStates)[number];
export const actionState = z.enum(actionStates).meta({
  description: "Where the action stands; a supplier's recommendation comes in as proposed.",
  example: "ongoing",
});

export const subjectTypes = ["deviation", "incident", "breach", "service", "system"] as const;
export type SubjectType = (typeof subjectTypes)[number];

/** A record by its id or by the number that people use. */
const ref = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .meta({ description: "A number or an id.", example: "INC-2023-0412" });
const named = z.object({ id: idSchema, name: z.string() });
const fromDay = dateSchema.optional().meta({ description: "On this day or later.", example: "2023-01-01" });
const untilDay = dateSchema.optional().meta({ description: "Before this day.", example: "2023-04-01" });
const words = z.string().trim().max(200).optional().meta({ description: "Part of the number or title." });

export const deviationView = z.object({
  id: idSchema,
  number: z.string().meta({ description: "The number that people use.", example: "AVV-2023-0007" }),
  unit: named,
  kind: deviationKind,
  title: z.string(),
  description: z.string(),
  service: z.object({ ...named.shape, areaId: idSchema.nullable(), areaName: z.string().nullable() }),
  system: named.nullable(),
  severity: severity.nullable().meta({
    description: "What holds: the override, else what the rule derives; null where neither can say.",
  }),
  derivedSeverity: severity
    .nullable()
    .meta({ description: "What the rule derives from what the reader may see." }),
  severityWithheld: z.boolean().meta({
    description:
      "True where it would be null or none but for breaches, and the reader may not see those: then it is null.",
  }),
  grounds: z.array(z.object({ kind: z.enum(groundKinds), severity, number: z.string() })),
  severityReason: z.string().nullable().meta({ description: "Why a person set another severity." }),
  found: preciseInstantOut,
  settledAt: instantOut.nullable(),
  incidents: z.array(
    z.object({ id: idSchema, number: z.string(), title: z.string(), major: z.boolean(), state: z.string() }),
  ),
  breaches: z
    .array(z.object({ id: idSchema, number: z.string(), title: z.string(), risk: z.string().nullable() }))
    .nullable()
    .meta({ description: "Null to those who may not see breaches." }),
  actions: z.array(
    z.object({
      id: idSchema,
      number: z.string(),
      title: z.string(),
      state: actionState,
      dueOn: z.string().nullable(),
    }),
  ),
  source: z.string().nullable(),
  sourceNumber: z.string().nullable(),
  recordedAt: instantOut,
  updatedAt: instantOut,
  version: versionOut,
});
export type DeviationView = z.output<typeof deviationView>;

export const listDeviationsInput = z.object({
  ...listInput.shape,
  q: words,
  kind: severalOf(deviationKind),
  unitId: idSchema.optional(),
  serviceId: idSchema.optional(),
  systemId: idSchema.optional(),
  areaId: idSchema.optional(),
  settled: z
    .enum(["true", "false"])
    .optional()
    .meta({ description: "Only settled ones, or only the others." }),
  from: fromDay,
  until: untilDay,
  sort: z.enum(["found", "-found", "number", "-number"]).default("-found"),
});
export const deviationList = listOutput(deviationView);

const content = {
  kind: deviationKind,
  title: lineSchema().meta({ example: "Export av löneunderlag tappar rader" }),
  description: textSchema(),
  serviceId: idSchema,
  systemId: idSchema.nullable(),
  found: preciseInstant,
};
export const addDeviationInput = z.object({
  ...content,
  unitId: idSchema.optional().meta({ description: "Left out: the unit that answers for the service." }),
  description: content.description.default(""),
  systemId: content.systemId.default(null),
  incidents: z.array(ref).max(200).default([]).meta({ description: "The incidents it rests on." }),
});
export const editDeviationInput = z.object({
  deviationId: idSchema,
  version: versionSchema,
  ...z.object(content).partial().shape,
  settledAt: instantSchema.nullable().optional(),
});
export const judgeDeviationInput = z.object({
  deviationId: idSchema,
  version: versionSchema,
  severity: severity.nullable().meta({ description: "Null: what the rule derives shall hold again." }),
  reason: reasonSchema,
});
export const linkDeviationInput = z.object({
  deviationId: idSchema,
  version: versionSchema,
  type: z.enum(["incident", "breach"]),
  ref,
  linked: z.boolean().default(true).meta({ description: "False unties." }),
});
export const deviationIdInput = z.object({ deviationId: idSchema });

export const actionView = z.object({
  id: idSchema,
  number: z.string().meta({ description: "The number that people use.", example: "ATG-2023-0011" }),
  unit: named,
  title: z.string(),
  description: z.string(),
  state: actionState,
  stateReason: z.string().nullable(),
  ownerRole: z.string().meta({ description: "The role that sees to it.", example: "Systemförvaltare HR" }),
  dueOn: z.string().nullable().meta({ format: "date", example: "2023-06-30" }),
  supplier: named.nullable(),
  recommended: z.boolean().meta({ description: "Whether a supplier recommended it." }),
  decidedAt: instantOut.nullable(),
  doneAt: instantOut.nullable(),
  about: z.array(
    z.object({ type: z.enum(subjectTypes), id: idSchema, number: z.string().nullable(), name: z.string() }),
  ),
  source: z.string().nullable(),
  sourceNumber: z.string().nullable(),
  recordedAt: instantOut,
  updatedAt: instantOut,
  version: versionOut,
});
export type ActionView = z.output<typeof actionView>;

export const listActionsInput = z.object({
  ...listInput.shape,
  q: words,
  state: severalOf(actionState),
  supplierId: idSchema.optional(),
  recommended: z.enum(["true", "false"]).optional(),
  aboutId: idSchema.optional().meta({ description: "Only those about this record." }),
  overdue: z.enum(["true"]).optional().meta({ description: "Only those whose day has passed undone." }),
  from: fromDay.meta({ description: "About deviations found on this day or later." }),
  until: untilDay.meta({ description: "About deviations found before this day." }),
  sort: z.enum(["due", "-due", "number", "-number"]).default("due"),
});
export const actionList = listOutput(actionView);

const about = z.object({ type: z.enum(subjectTypes), ref });
const actionContent = {
  title: lineSchema().meta({ example: "Mer minne på Citrixservrarna" }),
  description: textSchema(),
  ownerRole: textSchema(200),
  dueOn: dateSchema.nullable(),
  supplierId: idSchema.nullable(),
  recommended: z.boolean(),
};
export const addActionInput = z.object({
  title: actionContent.title,
  description: actionContent.description.default(""),
  ownerRole: actionContent.ownerRole.default(""),
  dueOn: actionContent.dueOn.default(null),
  supplierId: actionContent.supplierId.default(null),
  recommended: actionContent.recommended.default(false),
  unitId: idSchema
    .optional()
    .meta({ description: "Left out: the unit of the first that it is about, else the topmost." }),
  about: z.array(about).max(50).default([]).meta({ description: "What it is about." }),
});
export const editActionInput = z.object({
  actionId: idSchema,
  version: versionSchema,
  ...z.object(actionContent).partial().shape,
});
export const moveActionInput = z
  .object({
    actionId: idSchema,
    version: versionSchema,
    state: actionState,
    reason: textSchema(2_000).default("").meta({ description: "Why; required when it is declined." }),
  })
  .refine((move) => move.state !== "declined" || move.reason.length >= 3, {
    path: ["reason"],
    params: { sv: "Skriv varför åtgärden avslås.", en: "Write why the action is declined." },
  });
export const linkActionInput = z.object({
  actionId: idSchema,
  version: versionSchema,
  ...about.shape,
  linked: z.boolean().default(true).meta({ description: "False unties." }),
});
export const actionIdInput = z.object({ actionId: idSchema });
