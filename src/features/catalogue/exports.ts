import { sql, type SqlBool } from "kysely";
import { z } from "zod";
import { fileOfList, listFile, listFileShape, withoutPaging } from "../../platform/export/list-file.ts";
import type { ExportColumn } from "../../platform/export/table.ts";
import { query } from "../../platform/verb/query.ts";
import { labelOf, translator } from "../../shared/texts.ts";
import {
  listAgreementsInput,
  listDependenciesInput,
  listServicesInput,
  listSuppliersInput,
  listSystemsInput,
  type AgreementView,
  type DependencyView,
  type ServiceView,
  type SupplierView,
  type SystemView,
} from "./contract.ts";
import { listDependencies } from "./graph/queries-dependencies.ts";
import { listServices } from "./services/queries-services.ts";
import { seesService } from "./subjects.ts";
import { listAgreements, listSuppliers } from "./suppliers/queries-suppliers.ts";
import { listSystems } from "./systems/queries-systems.ts";
import { catalogueTexts } from "./texts.ts";

type Language = "sv" | "en";
const wordsIn = (language: Language) => translator<[typeof catalogueTexts]>(language, catalogueTexts);

function serviceColumns(language: Language): ExportColumn<ServiceView>[] {
  const t = wordsIn(language);
  return [
    { header: t("name"), width: 34, of: (row) => row.name },
    { header: t("area"), width: 24, of: (row) => row.areaName },
    { header: t("kind"), of: (row) => t(`kind.${row.kind}`) },
    { header: t("unit"), width: 34, of: (row) => row.unitName },
    { header: t("promised.minutes"), of: (row) => row.promisedRestoreMinutes },
    { header: t("vital.short"), of: (row) => row.vital },
    { header: t("retired"), of: (row) => row.retiredAt !== null },
    { header: t("description"), width: 50, of: (row) => row.description },
  ];
}

export const exportServices = query({
  name: "service.export",
  summary: "The list of services as a file.",
  http: { method: "GET", path: "/service-export" },
  needs: "catalogue:read",
  input: z.object({ ...listServicesInput.omit(withoutPaging).shape, ...listFileShape }),
  output: listFile,
  run: (context) =>
    fileOfList(context, {
      called: labelOf(catalogueTexts, "services"),
      columns: serviceColumns(context.input.language),
      pageOf: (page) =>
        listServices(context.db, { ...context.input, ...page }, seesService(context.sees, "s")),
    }),
});

/** Who delivers it on the day; what has ended is history and stands on the page of the system. */
const suppliersOn = (row: SystemView, role: string, day: string) =>
  row.suppliers
    .filter((one) => one.role === role && (one.validTo ?? day) >= day && (one.validFrom ?? day) <= day)
    .map((one) => one.supplierName)
    .join(", ");

function systemColumns(language: Language, today: string): ExportColumn<SystemView>[] {
  const t = wordsIn(language);
  return [
    { header: t("name"), width: 34, of: (row) => row.name },
    { header: t("owner"), width: 34, of: (row) => row.unitName },
    { header: t("maker"), width: 24, of: (row) => row.maker },
    { header: t("supplier"), width: 30, of: (row) => suppliersOn(row, "supplier", today) },
    { header: t("role.subcontractor"), width: 30, of: (row) => suppliersOn(row, "subcontractor", today) },
    { header: t("agreements"), width: 30, of: (row) => row.agreements.map((one) => one.name).join(", ") },
    { header: t("retired"), of: (row) => row.retiredAt !== null },
    { header: t("description"), width: 50, of: (row) => row.description },
  ];
}

export const exportSystems = query({
  name: "system.export",
  summary: "The list of systems as a file.",
  http: { method: "GET", path: "/system-export" },
  needs: "catalogue:read",
  input: z.object({ ...listSystemsInput.omit(withoutPaging).shape, ...listFileShape }),
  output: listFile,
  run: (context) =>
    fileOfList(context, {
      called: labelOf(catalogueTexts, "systems"),
      columns: systemColumns(context.input.language, context.now.slice(0, 10)),
      pageOf: (page) => listSystems(context.db, { ...context.input, ...page }, context.sees("y.unit_id")),
    }),
});

function supplierColumns(language: Language): ExportColumn<SupplierView>[] {
  const t = wordsIn(language);
  return [
    { header: t("name"), width: 34, of: (row) => row.name },
    { header: t("systems"), of: (row) => row.systemCount },
    { header: t("agreements"), of: (row) => row.agreementCount },
    { header: t("support"), width: 50, of: (row) => row.supportRoute },
  ];
}

export const exportSuppliers = query({
  name: "supplier.export",
  summary: "The list of suppliers as a file.",
  http: { method: "GET", path: "/supplier-export" },
  needs: "catalogue:read",
  input: z.object({ ...listSuppliersInput.omit(withoutPaging).shape, ...listFileShape }),
  output: listFile,
  run: (context) =>
    fileOfList(context, {
      called: labelOf(catalogueTexts, "suppliers"),
      columns: supplierColumns(context.input.language),
      pageOf: (page) => listSuppliers(context.db, { ...context.input, ...page }, context.sees("y.unit_id")),
    }),
});

function agreementColumns(language: Language): ExportColumn<AgreementView>[] {
  const t = wordsIn(language);
  return [
    { header: t("name"), width: 34, of: (row) => row.name },
    { header: t("supplier"), width: 30, of: (row) => row.supplierName },
    { header: t("reference"), of: (row) => row.reference },
    { header: t("from"), of: (row) => row.validFrom },
    { header: t("to"), of: (row) => row.validTo },
    { header: t("promised.minutes"), of: (row) => row.promisedRestoreMinutes },
    { header: t("processor.short"), of: (row) => row.processorAgreement },
    { header: t("covers"), width: 40, of: (row) => row.systems.map((one) => one.name).join(", ") },
    { header: t("support"), width: 50, of: (row) => row.supportRoute },
  ];
}

export const exportAgreements = query({
  name: "agreement.export",
  summary: "The list of agreements as a file.",
  http: { method: "GET", path: "/agreement-export" },
  needs: "catalogue:read",
  input: z.object({ ...listAgreementsInput.omit(withoutPaging).shape, ...listFileShape }),
  output: listFile,
  run: (context) =>
    fileOfList(context, {
      called: labelOf(catalogueTexts, "agreements"),
      columns: agreementColumns(context.input.language),
      pageOf: (page) => listAgreements(context.db, { ...context.input, ...page }, context.sees("y.unit_id")),
    }),
});

function dependencyColumns(language: Language): ExportColumn<DependencyView>[] {
  const t = wordsIn(language);
  return [
    { header: t("dependent"), width: 34, of: (row) => row.dependent.name },
    { header: t("dependent.kind"), of: (row) => t(row.dependent.kind) },
    { header: t("dependency.on"), width: 34, of: (row) => row.dependency.name },
    { header: t("dependency.kind"), of: (row) => t(row.dependency.kind) },
    { header: t("dependency.mode"), width: 34, of: (row) => t(`mode.${row.mode}`) },
    { header: t("group"), of: (row) => row.group },
  ];
}

export const exportDependencies = query({
  name: "dependency.export",
  summary: "The dependencies between services and systems as a file.",
  http: { method: "GET", path: "/dependency-export" },
  needs: "catalogue:read",
  input: z.object({ ...listDependenciesInput.omit(withoutPaging).shape, ...listFileShape }),
  output: listFile,
  run(context) {
    const { db, input, sees } = context;
    const seen = sql<SqlBool>`${seesService(sees, "a")} and ${seesService(sees, "b")}`;
    return fileOfList(context, {
      called: labelOf(catalogueTexts, "dependencies"),
      columns: dependencyColumns(input.language),
      pageOf: (page) => listDependencies(db, { ...input, ...page }, seen),
    });
  },
});
