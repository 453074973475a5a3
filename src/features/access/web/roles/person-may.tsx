import { Details } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import type { Language } from "../../../../shared/language.ts";
import type { Translate } from "../../../../shared/texts.ts";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { DataTable, type Column } from "../../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { Section } from "../../../../web/kit/page-header.tsx";
import { listOf } from "../../../../web/kit/use-list.ts";
import { useLanguage } from "../../../../web/preferences.ts";
import type { PermissionMatrix, PersonReach } from "../../contract.ts";
import { roleTexts } from "../../roles.texts.ts";

type T = Translate<typeof roleTexts>;
type Held = PersonReach["permissions"][number];

function Opens({ row, matrix }: { readonly row: Held; readonly matrix: PermissionMatrix }) {
  const language = useLanguage();
  const opened = matrix.operations.filter((operation) => operation.needs === row.permission);
  const says = matrix.permissions.find((one) => one.permission === row.permission)?.says[language];
  return (
    <Details className="b-access-body">
      <Details.Summary>{says ?? row.permission}</Details.Summary>
      <Details.Content>
        <ul className="b-access-roles">
          {opened.map((operation) => (
            <li key={operation.name}>{operation.says[language]}</li>
          ))}
        </ul>
      </Details.Content>
    </Details>
  );
}

function columns(matrix: PermissionMatrix, t: T, language: Language): Column<Held>[] {
  return [
    { id: "what", header: t("matrix.operation"), cell: (row) => <Opens row={row} matrix={matrix} /> },
    {
      id: "where",
      header: t("person.where"),
      cell: (row) => (
        <ul className="b-access-roles">
          {row.because.map((grant) => (
            <li key={`${grant.role} ${grant.unitId}`}>
              {t("person.because", { unit: grant.unitName, role: grant.roleName[language] })}
            </li>
          ))}
        </ul>
      ),
    },
  ];
}

/** What one person may do, where, and by which roles. */
export function PersonMay(props: {
  readonly personId: string;
  readonly matrix: PermissionMatrix;
  readonly q: string | undefined;
}) {
  const t = useTexts(roleTexts);
  const language = useLanguage();
  const reach = useQuery({
    queryKey: ["person", props.personId, "permissions"],
    queryFn: ({ signal }) => api.get<PersonReach>(`/people/${props.personId}/permissions`, {}, signal),
  });
  const { data } = reach;
  if (data === undefined) return <ErrorMessage error={reach.error} onRetry={() => void reach.refetch()} />;
  const wanted = (props.q ?? "").trim().toLocaleLowerCase(language);
  const says = new Map(props.matrix.permissions.map((one) => [one.permission, one.says[language]]));
  const rows = data.permissions.filter(({ permission }) =>
    `${says.get(permission) ?? ""} ${permission}`.toLocaleLowerCase(language).includes(wanted),
  );
  return (
    <Section title={t("person.may", { name: data.name })}>
      {data.active ? null : <p>{t("person.closed")}</p>}
      {data.elsewhere ? <p className="b-quiet">{t("person.elsewhere")}</p> : null}
      <DataTable
        caption={t("person.may", { name: data.name })}
        list={listOf(rows)}
        columns={columns(props.matrix, t, language)}
        rowKey={(row) => row.permission}
        showTotal={false}
        empty={
          <EmptyState title={t("matrix.none")} level={3}>
            {t("person.nothing", { name: data.name })}
          </EmptyState>
        }
      />
    </Section>
  );
}
