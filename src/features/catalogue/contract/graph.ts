import { z } from "zod";
import {
  idSchema,
  listInput,
  listOutput,
  severalOf,
  textSchema,
  versionOut,
  versionSchema,
} from "../../../shared/lists.ts";

export const dependencyModes = ["all", "any", "degrades"] as const;
export const dependencyMode = z.enum(dependencyModes).meta({
  description:
    "all: the dependent falls when this falls. any: it falls when everything of the same group has fallen. " +
    "degrades: it is worse off, and does not fall.",
  example: "all",
});
export type DependencyMode = z.output<typeof dependencyMode>;
export const nodeKind = z.enum(["service", "system"]).meta({ example: "system" });
export const nodeRef = z.object({ id: idSchema, kind: nodeKind, name: z.string() });
export type NodeRef = z.output<typeof nodeRef>;

const group = textSchema(80).meta({
  description: "Which of several any-of groups it belongs to; empty for the only one.",
  example: "brandvägg",
});

export const dependencyView = z.object({
  id: idSchema,
  dependent: nodeRef.meta({ description: "What needs." }),
  dependency: nodeRef.meta({ description: "What is needed." }),
  mode: dependencyMode,
  group: z.string(),
  version: versionOut,
});
export type DependencyView = z.output<typeof dependencyView>;
export const listDependenciesInput = z.object({
  ...listInput.shape,
  nodeId: idSchema
    .optional()
    .meta({ description: "Only those in which this service or system takes part, at either end." }),
});
export const dependencyList = listOutput(dependencyView);
export const addDependencyInput = z.object({
  dependentId: idSchema.meta({ description: "The service or system that needs." }),
  dependencyId: idSchema.meta({ description: "The service or system that is needed." }),
  mode: dependencyMode,
  group: group.default(""),
});
export const editDependencyInput = z.object({
  dependencyEdgeId: idSchema,
  version: versionSchema,
  mode: dependencyMode.optional(),
  group: group.optional(),
});
export const dependencyIdInput = z.object({ dependencyEdgeId: idSchema });
export const removeDependencyInput = z.object({ dependencyEdgeId: idSchema, version: versionSchema });

export const useView = z.object({
  serviceId: idSchema,
  serviceName: z.string(),
  unitId: idSchema,
  unitName: z.string(),
});
export type UseView = z.output<typeof useView>;
export const listUsesInput = z.object({
  ...listInput.shape,
  serviceId: idSchema.optional().meta({ description: "Only uses of this service." }),
  unitId: idSchema
    .optional()
    .meta({ description: "Only uses that count for this unit: its own and those above it." }),
});
export const useList = listOutput(useView);
export const useInput = z.object({ serviceId: idSchema, unitId: idSchema });

/** How badly something is hit. */
export const effects = ["fallen", "degraded"] as const;
export const effect = z.enum(effects).meta({
  description: "fallen: it does not work. degraded: it works worse.",
  example: "fallen",
});
export type Effect = z.output<typeof effect>;

export const impactInput = z.object({
  nodeId: severalOf(idSchema).meta({ description: "Services and systems that have fallen." }),
  degradedId: severalOf(idSchema).meta({ description: "Services and systems that work worse." }),
});

const hit = { effect };
const counted = <Item extends z.ZodType>(item: Item) =>
  z.object({
    count: z
      .number()
      .int()
      .meta({ description: "How many; all of them, also those not listed.", example: 146 }),
    fallen: z
      .number()
      .int()
      .meta({ description: "How many of them are hit by something fallen.", example: 120 }),
    items: z.array(item).meta({ description: "The first 100 in order of name." }),
  });

export const impactView = z.object({
  nodes: z
    .array(z.object({ ...nodeRef.shape, ...hit, seed: z.boolean() }))
    .meta({ description: "Services and systems that are hit, those asked about (`seed`) among them." }),
  services: counted(z.object({ id: idSchema, name: z.string(), ...hit, vital: z.boolean() })),
  units: counted(z.object({ id: idSchema, name: z.string(), ...hit })).meta({
    description: "Units that use a hit service, with all units under them.",
  }),
  sites: counted(z.object({ id: idSchema, name: z.string(), unitName: z.string(), ...hit })),
  activities: counted(z.object({ id: idSchema, name: z.string(), unitName: z.string(), ...hit })),
  people: z.object({ count: z.number().int().nullable(), fallen: z.number().int().nullable() }).meta({
    description: "People in what is hit, nobody counted twice; null where no unit or site states a number.",
  }),
});
export type ImpactView = z.output<typeof impactView>;

export const graphInput = z.object({
  nodeId: idSchema.optional().meta({ description: "Only what this one hangs on, and what hangs on it." }),
  areaId: idSchema.optional().meta({ description: "Only what the services of this area hang on." }),
});
export const graphView = z.object({
  nodes: z.array(z.object({ ...nodeRef.shape, areaName: z.string().nullable(), retired: z.boolean() })),
  edges: z.array(
    z.object({
      id: idSchema,
      dependentId: idSchema,
      dependencyId: idSchema,
      mode: dependencyMode,
      group: z.string(),
    }),
  ),
});
export type GraphView = z.output<typeof graphView>;
