import { Details } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import type { Translate } from "../../../../shared/texts.ts";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { DataTable, type Column } from "../../../../web/kit/data-table.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { PageHeader } from "../../../../web/kit/page-header.tsx";
import { listOf } from "../../../../web/kit/use-list.ts";
import type { PermissionMatrix } from "../../contract.ts";
import { accessTexts } from "../../texts.ts";
import { AccessTabs } from "../access-tabs.tsx";
import "../access.css";

type Row = PermissionMatrix["permissions"][number];

function Opens({ row, t }: { readonly row: Row; readonly t: Translate<typeof accessTexts> }) {
  if (row.operations.length === 0) return <span className="b-quiet">–</span>;
  return (
    <Details className="b-access-body">
      <Details.Summary>{t("opens.count", { count: row.operations.length })}</Details.Summary>
      <Details.Content>
        <ul className="b-access-roles">
          {row.operations.map((operation) => (
            <li key={operation.name}>
              <code>{operation.name}</code> <span className="b-quiet">{operation.summary}</span>
            </li>
          ))}
        </ul>
      </Details.Content>
    </Details>
  );
}

function columns(matrix: PermissionMatrix, t: Translate<typeof accessTexts>): Column<Row>[] {
  return [
    { id: "permission", header: t("permission"), cell: (row) => <code>{row.permission}</code> },
    ...matrix.roles.map((held) => ({
      id: held.role,
      header: t(`role.${held.role}`),
      cell: (row: Row) =>
        held.permissions.includes(row.permission) ? (
          <span className="b-access-yes">{t("yes")}</span>
        ) : (
          <span className="b-quiet">–</span>
        ),
    })),
    { id: "opens", header: t("opens"), wideOnly: true, cell: (row) => <Opens row={row} t={t} /> },
  ];
}

/** Which role may do what, from the registry of every verb and query. */
export function PermissionsPage() {
  const t = useTexts(accessTexts);
  const matrix = useQuery({
    queryKey: ["permission", "matrix"],
    queryFn: ({ signal }) => api.get<PermissionMatrix>("/permissions", {}, signal),
  });
  return (
    <>
      <PageHeader title={t("permissions")} lead={t("permissions.lead")} />
      <AccessTabs current="permissions" />
      <ErrorMessage error={matrix.error} onRetry={() => void matrix.refetch()} />
      {matrix.data === undefined ? null : (
        <DataTable
          caption={t("permissions")}
          list={listOf(matrix.data.permissions)}
          columns={columns(matrix.data, t)}
          rowKey={(row) => row.permission}
          showTotal={false}
        />
      )}
    </>
  );
}
