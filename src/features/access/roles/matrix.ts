import { z } from "zod";
import { fileOfList, listFile, listFileShape } from "../../../platform/export/list-file.ts";
import type { ExportColumn } from "../../../platform/export/table.ts";
import type { Registry } from "../../../platform/registry.ts";
import { query } from "../../../platform/verb/query.ts";
import type { Label, Language } from "../../../shared/language.ts";
import { labelOf, translator } from "../../../shared/texts.ts";
import { permissionMatrix, type PermissionMatrix, type RoleView } from "../contract.ts";
import { sayFeature, sayOperation, sayPermission } from "../operation-words.ts";
import { roleTexts } from "../roles.texts.ts";
import { permissions, subjectOf } from "./permissions.ts";
import { listRoles } from "./queries-roles.ts";
import { viewRole } from "./view-role.ts";

type Features = Registry["features"];
type Row = PermissionMatrix["operations"][number];

const both = (say: (language: Language) => string): Label => ({ sv: say("sv"), en: say("en") });

/** Pure: who may do what, from the roles as they are and from what each verb and query asks for. */
export function matrixOf(features: Features, roles: readonly RoleView[]): PermissionMatrix {
  const bySubject = permissions.toSorted((a, b) => (a < b ? -1 : 1));
  return {
    roles: [...roles],
    permissions: bySubject.map((permission) => ({
      permission,
      subject: subjectOf(permission),
      says: both((language) => sayPermission(permission, language)),
    })),
    operations: features.flatMap((feature) =>
      feature.operations.map(({ name, kind, needs, summary }) => ({
        name,
        kind,
        needs,
        summary,
        feature: feature.name,
        says: both((language) => sayOperation(name, language) ?? summary),
      })),
    ),
  };
}

/** Pure: whether a role may do it. */
export function roleMay(role: RoleView, needs: string): boolean {
  return needs === "public" || needs === "signed-in" || role.permissions.includes(needs);
}

function columnsOf(roles: readonly RoleView[], language: Language): ExportColumn<Row>[] {
  const t = translator<[typeof roleTexts]>(language, roleTexts);
  return [
    { header: t("matrix.feature"), of: (row) => sayFeature(row.feature, language), width: 26 },
    { header: t("matrix.operation"), of: (row) => row.says[language], width: 44 },
    { header: t("matrix.permission"), of: (row) => row.needs, width: 22 },
    ...roles.map((role) => ({
      header: role.name[language],
      of: (row: Row) => roleMay(role, row.needs),
    })),
  ];
}

/** The registry is known to the house only, and asked when the matrix is. */
export function matrixQueries(features: () => Features) {
  return [
    query({
      name: "permission.list",
      summary: "Shows which role may do what, from the registry of every verb and query.",
      http: { method: "GET", path: "/permissions" },
      needs: "access:read",
      input: z.object({}),
      output: permissionMatrix,
      run: async ({ db }) => matrixOf(features(), (await listRoles(db)).map(viewRole)),
    }),
    query({
      name: "permission.export",
      summary: "Which role may do what, as a file.",
      http: { method: "GET", path: "/permission-export" },
      needs: "access:read",
      input: z.object(listFileShape),
      output: listFile,
      async run(context) {
        const matrix = matrixOf(features(), (await listRoles(context.db)).map(viewRole));
        return fileOfList(context, {
          called: labelOf(roleTexts, "matrix.file"),
          columns: columnsOf(matrix.roles, context.input.language),
          pageOf: async ({ limit, page }) => ({
            items: matrix.operations.slice((page - 1) * limit, page * limit),
            nextCursor: null,
          }),
        });
      },
    }),
  ];
}
