import { z } from "zod";
import {
  idSchema,
  lineSchema,
  listInput,
  listOutput,
  textSchema,
  versionOut,
  versionSchema,
} from "../../../shared/lists.ts";
import { dateSchema } from "../../../shared/time.ts";
import { promisedMinutes, searchText } from "./services.ts";

export const supplierView = z.object({
  id: idSchema,
  name: z.string().meta({ example: "Driftbolaget" }),
  supportRoute: z.string().meta({ description: "How to reach its support, day and night." }),
  systemCount: z.number().int().meta({ description: "Systems it has a part in today, as far as you see." }),
  agreementCount: z.number().int(),
  version: versionOut,
});
export type SupplierView = z.output<typeof supplierView>;
export const listSuppliersInput = z.object({ ...listInput.shape, q: searchText });
export const supplierList = listOutput(supplierView);
const supportRoute = textSchema(2_000).meta({
  description: "How to reach its support, day and night.",
  example: "Telefon dygnet runt, ärende i supportportalen",
});
export const addSupplierInput = z.object({
  name: lineSchema().meta({ example: "Driftbolaget" }),
  supportRoute: supportRoute.default(""),
});
export const editSupplierInput = z.object({
  supplierId: idSchema,
  version: versionSchema,
  name: lineSchema().meta({ example: "Driftbolaget" }).optional(),
  supportRoute: supportRoute.optional(),
});
export const supplierIdInput = z.object({ supplierId: idSchema });
export const removeSupplierInput = z.object({ supplierId: idSchema, version: versionSchema });

export const agreementView = z.object({
  id: idSchema,
  supplierId: idSchema,
  supplierName: z.string(),
  name: z.string().meta({ example: "Driftavtal" }),
  reference: z.string().meta({ description: "The registrar's diary number." }),
  validFrom: dateSchema.nullable(),
  validTo: dateSchema.nullable(),
  promisedRestoreMinutes: z.number().int().nullable(),
  processorAgreement: z.boolean().meta({ description: "Whether it is a processor agreement (PuB-avtal)." }),
  supportRoute: z.string(),
  systems: z
    .array(z.object({ id: idSchema, name: z.string() }))
    .meta({ description: "The systems that it covers, as far as you see." }),
  version: versionOut,
});
export type AgreementView = z.output<typeof agreementView>;
export const listAgreementsInput = z.object({
  ...listInput.shape,
  q: searchText,
  supplierId: idSchema.optional().meta({ description: "Only agreements with this supplier." }),
  systemId: idSchema.optional().meta({ description: "Only agreements that cover this system." }),
});
export const agreementList = listOutput(agreementView);

const agreementFields = {
  supplierId: idSchema.meta({ description: "With whom." }),
  name: lineSchema().meta({ example: "Driftavtal" }),
  reference: textSchema(200).meta({ description: "The registrar's diary number.", example: "KS 2023/12" }),
  validFrom: dateSchema.nullable().meta({ description: "First day." }),
  validTo: dateSchema.nullable().meta({ description: "Last day; null while it runs until further notice." }),
  promisedRestoreMinutes: promisedMinutes,
  processorAgreement: z.boolean().meta({
    description: "Whether it is a processor agreement (PuB-avtal), because personal data are processed.",
  }),
  supportRoute: textSchema(2_000).meta({ description: "How support is reached under this agreement." }),
  systemIds: z
    .array(idSchema)
    .max(1_000)
    .meta({ description: "The systems that it covers; the whole list." }),
};
export const addAgreementInput = z.object({
  ...agreementFields,
  reference: agreementFields.reference.default(""),
  validFrom: agreementFields.validFrom.default(null),
  validTo: agreementFields.validTo.default(null),
  promisedRestoreMinutes: promisedMinutes.default(null),
  processorAgreement: agreementFields.processorAgreement.default(false),
  supportRoute: agreementFields.supportRoute.default(""),
  systemIds: agreementFields.systemIds.default([]),
});
export const editAgreementInput = z.object({
  agreementId: idSchema,
  version: versionSchema,
  ...z.object(agreementFields).omit({ supplierId: true }).partial().shape,
});
export const agreementIdInput = z.object({ agreementId: idSchema });
export const removeAgreementInput = z.object({ agreementId: idSchema, version: versionSchema });
