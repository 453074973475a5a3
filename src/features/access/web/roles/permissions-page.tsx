import { PrinterSmallIcon } from "@navikt/aksel-icons";
import { Button } from "@digdir/designsystemet-react";
import type { Language } from "../../../../shared/language.ts";
import { lookUp, type Translate } from "../../../../shared/texts.ts";
import { useTexts } from "../../../../web/context.tsx";
import { useFilters } from "../../../../web/filters.ts";
import { DataTable, type Column } from "../../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { ExportMenu } from "../../../../web/kit/export-menu.tsx";
import { FilterBar, FilterSelect, FilterText } from "../../../../web/kit/filter-bar.tsx";
import { PageHeader, Section } from "../../../../web/kit/page-header.tsx";
import { listOf } from "../../../../web/kit/use-list.ts";
import { useOptions } from "../../../../web/kit/use-options.ts";
import { useLanguage } from "../../../../web/preferences.ts";
import type { PermissionMatrix, RoleView } from "../../contract.ts";
import { roleTexts } from "../../roles.texts.ts";
import { AccessTabs } from "../access-tabs.tsx";
import { PersonMay } from "./person-may.tsx";
import { useMatrix } from "./role-fields.tsx";
import "../access.css";

type T = Translate<typeof roleTexts>;
type Operation = PermissionMatrix["operations"][number];

const may = (role: RoleView, needs: string) => role.permissions.includes(needs);

/** Who else than a role may: everybody, or everybody who is signed in. */
function whoElse(needs: string, t: T): string | null {
  return needs === "public" || needs === "signed-in" ? t(`matrix.${needs}`) : null;
}

function What({ row, roles, t }: { row: Operation; roles: readonly RoleView[]; t: T }) {
  const language = useLanguage();
  const who = roles.filter((role) => may(role, row.needs)).map((role) => role.name[language]);
  return (
    <div>
      <div>{row.says[language]}</div>
      <div className="b-quiet b-matrix-kind">
        {t(`matrix.kind.${row.kind}`)} · <code>{row.needs}</code>
      </div>
      {/* On a telephone the columns are words: who may. */}
      <div className="b-matrix-who">{whoElse(row.needs, t) ?? (who.join(", ") || t("matrix.no"))}</div>
    </div>
  );
}

function columns(roles: readonly RoleView[], t: T, language: Language): Column<Operation>[] {
  return [
    {
      id: "operation",
      header: t("matrix.operation"),
      cell: (row) => <What row={row} roles={roles} t={t} />,
    },
    ...roles.map((role) => ({
      id: role.role,
      header: role.name[language],
      wideOnly: true,
      cell: (row: Operation) =>
        may(role, row.needs) || whoElse(row.needs, t) !== null ? (
          <span className="b-access-yes">{t("matrix.yes")}</span>
        ) : (
          <span className="b-quiet" aria-label={t("matrix.no")}>
            –
          </span>
        ),
    })),
  ];
}

function sought(row: Operation, q: string | undefined, language: Language): boolean {
  const text = `${row.says[language]} ${row.name} ${row.needs}`.toLocaleLowerCase(language);
  return text.includes((q ?? "").trim().toLocaleLowerCase(language));
}

function Matrix(props: { matrix: PermissionMatrix; role: string | undefined; q: string | undefined }) {
  const { matrix, q } = props;
  const t = useTexts(roleTexts);
  const language = useLanguage();
  const roles = matrix.roles.filter((role) => props.role === undefined || role.role === props.role);
  const rows = matrix.operations.filter(
    (row) =>
      sought(row, q, language) &&
      (props.role === undefined ||
        whoElse(row.needs, t) !== null ||
        roles.some((role) => may(role, row.needs))),
  );
  const features = [...new Set(rows.map((row) => row.feature))];
  if (rows.length === 0) return <EmptyState title={t("matrix.none")}>{t("matrix.none.what")}</EmptyState>;
  return (
    <div className="b-matrix">
      {features.map((feature) => {
        const title = lookUp(language, [roleTexts], `feature.${feature}`) ?? feature;
        return (
          <Section key={feature} title={title}>
            <DataTable
              caption={title}
              list={listOf(rows.filter((row) => row.feature === feature))}
              columns={columns(roles, t, language)}
              rowKey={(row) => row.name}
              showTotal={false}
            />
          </Section>
        );
      })}
    </div>
  );
}

/** Who may do what: every verb and query by feature, the roles beside them; or one person, with where and why. */
export function PermissionsPage() {
  const t = useTexts(roleTexts);
  const language = useLanguage();
  const filters = useFilters(["q", "role", "person"]);
  const people = useOptions("person", "/people");
  const matrix = useMatrix();
  const { q, role, person } = filters.values;
  const acts = (
    <>
      <Button variant="tertiary" onClick={() => print()}>
        <PrinterSmallIcon aria-hidden />
        {t("matrix.print")}
      </Button>
      <ExportMenu path="/permission-export" />
    </>
  );
  return (
    <>
      <PageHeader title={t("matrix")} lead={t("matrix.lead")} actions={acts} />
      <AccessTabs current="permissions" />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText label={t("matrix.search")} value={q} onChange={(value) => filters.set("q", value)} />
        <FilterSelect
          label={t("matrix.role")}
          value={role}
          onChange={(value) => filters.set("role", value)}
          options={(matrix.data?.roles ?? []).map((one) => ({ value: one.role, label: one.name[language] }))}
        />
        <FilterSelect
          label={t("matrix.person")}
          value={person}
          onChange={(value) => filters.set("person", value)}
          options={people}
        />
      </FilterBar>
      <ErrorMessage error={matrix.error} onRetry={() => void matrix.refetch()} />
      {matrix.data === undefined ? null : person === undefined ? (
        <Matrix matrix={matrix.data} role={role} q={q} />
      ) : (
        <PersonMay personId={person} matrix={matrix.data} q={q} />
      )}
    </>
  );
}
