import { Button } from "@digdir/designsystemet-react";
import { useMay, useTexts } from "../../../../web/context.tsx";
import { DataTable, type Column } from "../../../../web/kit/data-table.tsx";
import { PageHeader } from "../../../../web/kit/page-header.tsx";
import { StatusBadge } from "../../../../web/kit/status-badge.tsx";
import { listOf } from "../../../../web/kit/use-list.ts";
import type { Language } from "../../../../shared/language.ts";
import type { Translate } from "../../../../shared/texts.ts";
import { AppLink } from "../../../../web/link.tsx";
import { useLanguage } from "../../../../web/preferences.ts";
import type { RoleView } from "../../contract.ts";
import { roleTexts } from "../../roles.texts.ts";
import { AccessTabs } from "../access-tabs.tsx";
import { useRoles } from "./use-roles.ts";
import "../access.css";

type T = Translate<typeof roleTexts>;

function Origin({ role, t }: { readonly role: RoleView; readonly t: T }) {
  if (!role.shipped) return <StatusBadge tone="info">{t("roles.own")}</StatusBadge>;
  if (role.edited) return <StatusBadge tone="warning">{t("roles.edited")}</StatusBadge>;
  return <StatusBadge tone="neutral">{t("roles.shipped")}</StatusBadge>;
}

function columns(t: T, language: Language): Column<RoleView>[] {
  return [
    { id: "name", header: t("roles.name"), cell: (role) => role.name[language] },
    {
      id: "may",
      header: t("roles.may"),
      cell: (role) => (
        <div>
          {role.purpose === null ? null : <div>{role.purpose[language]}</div>}
          <span className="b-quiet">{t("roles.count", { count: role.permissions.length })}</span>
          {role.notDecided.length === 0 ? null : (
            <div>
              <StatusBadge tone="warning">
                {t("roles.not-decided", { count: role.notDecided.length })}
              </StatusBadge>
            </div>
          )}
        </div>
      ),
    },
    { id: "origin", header: t("roles.state"), cell: (role) => <Origin role={role} t={t} /> },
    { id: "holders", header: t("roles.holders"), align: "end", cell: (role) => role.holders },
  ];
}

/** Every role: those that ship, and the organisation's own. */
export function RolesPage() {
  const t = useTexts(roleTexts);
  const may = useMay();
  const language = useLanguage();
  const roles = useRoles();
  const add = may("role:edit") ? (
    <Button asChild data-primary-action>
      <AppLink to="/roles/new">{t("add")}</AppLink>
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader title={t("roles")} lead={t("roles.lead")} actions={add} />
      <AccessTabs current="roles" />
      <DataTable
        caption={t("roles")}
        list={{ ...listOf(roles), pending: roles.length === 0 }}
        columns={columns(t, language)}
        rowKey={(role) => role.id}
        rowTo={(role) => `/roles/${role.id}`}
        showTotal={false}
      />
    </>
  );
}
