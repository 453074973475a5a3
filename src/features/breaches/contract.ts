import { z } from "zod";
import {
  idSchema,
  lineSchema,
  listInput,
  listOutput,
  severalOf,
  textSchema,
  versionOut,
  versionSchema,
} from "../../shared/lists.ts";
import { dateSchema, instantOut, preciseInstant, preciseInstantOut } from "../../shared/time.ts";

export const breachStates = ["suspected", "confirmed", "dismissed"] as const;
export type BreachState = (typeof breachStates)[number];
export const breachState = z
  .enum(breachStates)
  .meta({ description: "Whether personal data were breached.", example: "confirmed" });

export const breachRisks = ["none", "risk", "high"] as const;
export type BreachRisk = (typeof breachRisks)[number];
export const breachRisk = z
  .enum(breachRisks)
  .meta({ description: "Risk for the people concerned; null until it is judged.", example: "risk" });

const count = z.coerce.number().int().min(0).max(100_000_000);
const peopleCount = count
  .nullable()
  .meta({ description: "People concerned, about; null where it is not known.", example: 140 });
const recordCount = count.nullable().meta({
  description: "Records of personal data concerned, about; null where it is not known.",
  example: 300,
});

/** A record by its id or by the number that people use. */
export const incidentRef = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .meta({ description: "The incident's number or id.", example: "INC-2023-0412" });

const named = z.object({ id: idSchema, name: z.string() });
const numbered = z.object({ id: idSchema, number: z.string(), title: z.string() });

export const breachView = z.object({
  id: idSchema,
  number: z.string().meta({ description: "The number that people use.", example: "PUI-2023-0003" }),
  unit: named.meta({ description: "The unit that answers for it: the controller." }),
  title: z.string(),
  description: z.string(),
  state: breachState,
  service: named.nullable(),
  system: named.nullable(),
  incident: numbered.nullable().meta({ description: "The incident that it came with." }),
  discovered: preciseInstantOut,
  risk: breachRisk.nullable(),
  peopleCount,
  recordCount,
  source: z.string().nullable(),
  sourceNumber: z.string().nullable(),
  recordedAt: instantOut,
  updatedAt: instantOut,
  version: versionOut,
});
export type BreachView = z.output<typeof breachView>;

export const breachSorts = ["discovered", "-discovered", "number", "-number"] as const;

export const listBreachesInput = z.object({
  ...listInput.shape,
  q: z.string().trim().max(200).optional().meta({ description: "Part of the number or title." }),
  state: severalOf(breachState),
  unitId: idSchema.optional(),
  serviceId: idSchema.optional(),
  systemId: idSchema.optional(),
  areaId: idSchema.optional(),
  from: dateSchema
    .optional()
    .meta({ description: "Discovered on this day or later.", example: "2023-01-01" }),
  until: dateSchema.optional().meta({ description: "Discovered before this day.", example: "2023-04-01" }),
  sort: z.enum(breachSorts).default("-discovered").meta({ description: "Order of the rows." }),
});
export const breachList = listOutput(breachView);

const content = {
  title: lineSchema().meta({ example: "Deltagares uppgifter synliga för alla" }),
  description: textSchema(),
  state: breachState,
  serviceId: idSchema.nullable(),
  systemId: idSchema.nullable(),
  incident: incidentRef.nullable(),
  discovered: preciseInstant,
  risk: breachRisk.nullable(),
  peopleCount,
  recordCount,
};

export const addBreachInput = z.object({
  unitId: idSchema.meta({ description: "The unit that answers for it: the controller." }),
  ...content,
  description: content.description.default(""),
  state: content.state.default("suspected"),
  serviceId: content.serviceId.default(null),
  systemId: content.systemId.default(null),
  incident: content.incident.default(null),
  risk: content.risk.default(null),
  peopleCount: peopleCount.default(null),
  recordCount: recordCount.default(null),
});

export const editBreachInput = z.object({
  breachId: idSchema,
  version: versionSchema,
  ...z.object(content).partial().shape,
});

export const linkBreachInput = z.object({
  breachId: idSchema,
  version: versionSchema,
  incident: incidentRef.nullable(),
});
export const breachIdInput = z.object({ breachId: idSchema });
