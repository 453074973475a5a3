import { z } from "zod";
import {
  idSchema,
  lineSchema,
  listInput,
  listOutput,
  textSchema,
  versionOut,
  versionSchema,
} from "../../shared/lists.ts";

export const unitKinds = [
  "organisation",
  "committee",
  "administration",
  "company",
  "department",
  "other",
] as const;
export const unitKind = z
  .enum(unitKinds)
  .meta({ description: "What kind of unit it is.", example: "administration" });

const peopleCount = z
  .number()
  .int()
  .min(0)
  .max(10_000_000)
  .nullable()
  .meta({ description: "How many people belong to it.", example: 140 });
const code = lineSchema(60).nullable().meta({ description: "The organisation's own code.", example: "UBF" });

export const unitView = z.object({
  id: idSchema,
  parentId: idSchema.nullable(),
  name: z.string().meta({ description: "The unit's name.", example: "Utbildningsförvaltningen" }),
  kind: unitKind,
  code: z.string().nullable().meta({ description: "The organisation's own code.", example: "UBF" }),
  peopleCount: z
    .number()
    .int()
    .nullable()
    .meta({ description: "How many people belong to it.", example: 140 }),
  /** Units above it, the topmost first. */
  path: z
    .array(z.string())
    .meta({ description: "Names from the topmost unit down to this one.", example: ["Exempelkommun"] }),
  version: versionOut,
});
export type UnitView = z.output<typeof unitView>;

export const listUnitsInput = z.object({
  ...listInput.shape,
  q: z.string().max(200).optional().meta({ description: "Part of the name." }),
});
export const unitList = listOutput(unitView);

export const addUnitInput = z.object({
  parentId: idSchema,
  name: lineSchema().meta({ description: "The unit's name.", example: "Utbildningsförvaltningen" }),
  kind: unitKind,
  code: code.default(null),
  peopleCount: peopleCount.default(null),
});

export const editUnitInput = z.object({
  unitId: idSchema,
  version: versionSchema,
  name: lineSchema()
    .optional()
    .meta({ description: "The unit's name.", example: "Utbildningsförvaltningen" }),
  kind: unitKind.optional(),
  code: code.optional(),
  peopleCount: peopleCount.optional(),
  parentId: idSchema.optional().meta({ description: "Moves the unit, with all under it." }),
});

export const unitIdInput = z.object({ unitId: idSchema });
export const removeUnitInput = z.object({ unitId: idSchema, version: versionSchema });

export const siteView = z.object({
  id: idSchema,
  unitId: idSchema,
  unitName: z.string().meta({ description: "That unit's name.", example: "Utbildningsförvaltningen" }),
  name: z.string().meta({ description: "The site's name.", example: "Ekskolan" }),
  code: z.string().nullable().meta({ description: "The organisation's own code.", example: "UBF" }),
  kind: z.string().meta({ description: "What kind of place it is, in the organisation's words." }),
  address: z.string().meta({ description: "Where it is.", example: "Ekvägen 1" }),
  peopleCount: z
    .number()
    .int()
    .nullable()
    .meta({ description: "How many people belong to it.", example: 140 }),
  networks: z
    .array(
      z.object({
        id: idSchema,
        name: z.string().meta({ description: "The network's name.", example: "Elev" }),
        version: versionOut,
      }),
    )
    .meta({ description: "The named networks at the site." }),
  version: versionOut,
});
export type SiteView = z.output<typeof siteView>;

export const listSitesInput = z.object({
  ...listInput.shape,
  q: z.string().max(200).optional().meta({ description: "Part of the name, the code or the address." }),
  unitId: idSchema.optional().meta({ description: "Only sites of this unit and of those under it." }),
});
export const siteList = listOutput(siteView);

const siteFields = {
  unitId: idSchema.meta({ description: "The unit that the site belongs to." }),
  name: lineSchema().meta({ description: "The site's name.", example: "Ekskolan" }),
  code,
  kind: textSchema(80).meta({ description: "School, office, library …", example: "skola" }),
  address: textSchema(300).meta({ description: "Where it is.", example: "Ekvägen 1" }),
  peopleCount,
};
export const addSiteInput = z.object({
  ...siteFields,
  code: code.default(null),
  kind: siteFields.kind.default(""),
  address: siteFields.address.default(""),
  peopleCount: peopleCount.default(null),
});
export const editSiteInput = z.object({
  siteId: idSchema,
  version: versionSchema,
  ...z.object(siteFields).partial().shape,
});
export const siteIdInput = z.object({ siteId: idSchema });
export const removeSiteInput = z.object({ siteId: idSchema, version: versionSchema });

export const networkView = z.object({
  id: idSchema,
  siteId: idSchema,
  siteName: z.string().meta({ description: "The site's name.", example: "Ekskolan" }),
  name: z.string().meta({ description: "The network's name.", example: "Elev" }),
  version: versionOut,
});
export type NetworkView = z.output<typeof networkView>;
export const listNetworksInput = z.object({
  ...listInput.shape,
  q: z.string().max(200).optional().meta({ description: "Part of the name." }),
  siteId: idSchema.optional().meta({ description: "Only the networks at this site." }),
});
export const networkList = listOutput(networkView);
export const addNetworkInput = z.object({
  siteId: idSchema,
  name: lineSchema(80).meta({ description: "The network's name.", example: "Elev" }),
});
export const editNetworkInput = z.object({
  networkId: idSchema,
  version: versionSchema,
  name: lineSchema(80).meta({ description: "The network's name.", example: "Elev" }),
});
export const networkIdInput = z.object({ networkId: idSchema });
export const removeNetworkInput = z.object({ networkId: idSchema, version: versionSchema });

/** What the web client needs before anybody has signed in. */
export const bootstrapView = z.object({
  organisationName: z
    .string()
    .nullable()
    .meta({ description: "Null until the first set-up.", example: "Exempelkommun" }),
  language: z
    .enum(["sv", "en"])
    .meta({ description: "The language where a reader has chosen none.", example: "sv" }),
  timeZone: z
    .string()
    .meta({ description: "The time zone in which times are shown.", example: "Europe/Stockholm" }),
  version: z.string().meta({ description: "The release that serves.", example: "0.1.0" }),
  exampleSignIns: z
    .array(
      z.object({
        email: z.string(),
        role: z.object({ sv: z.string(), en: z.string() }),
        password: z.string().optional(),
      }),
    )
    .optional()
    .meta({ description: "Only where the example is loaded and the server listens on loopback." }),
});
