import { Alert, Button } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../../web/api.ts";
import { useMay, useTexts } from "../../../../web/context.tsx";
import { useFilters } from "../../../../web/filters.ts";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { SelectField } from "../../../../web/kit/fields.tsx";
import { PageHeader } from "../../../../web/kit/page-header.tsx";
import { AppLink, useGo, usePathParam } from "../../../../web/link.tsx";
import { notify } from "../../../../web/notify.ts";
import { useLanguage } from "../../../../web/preferences.ts";
import type { RoleView } from "../../contract.ts";
import { roleTexts } from "../../roles.texts.ts";
import { RoleFields, type RoleDraft } from "./role-fields.tsx";
import { RoleActs } from "./role-acts.tsx";
import { useRoles } from "./use-roles.ts";
import "../access.css";

const bodyOf = (draft: RoleDraft) => ({ name: draft.name, permissions: [...draft.permissions] });

function useSaved() {
  const t = useTexts(roleTexts);
  const client = useQueryClient();
  const language = useLanguage();
  const go = useGo();
  return (role: RoleView) => {
    void client.invalidateQueries({ queryKey: ["role"] });
    notify(t("saved", { name: role.name[language] }));
    go("/roles");
  };
}

/** The form of a role: the permissions that somebody did not touch stay as they were. */
function RoleForm(props: {
  readonly initial: RoleDraft;
  readonly notDecided: readonly string[];
  readonly save: (draft: RoleDraft) => Promise<RoleView>;
  readonly acts?: React.ReactNode;
}) {
  const t = useTexts(roleTexts);
  const [draft, setDraft] = useState(props.initial);
  const saving = useMutation({ mutationFn: () => props.save(draft), onSuccess: useSaved() });
  const nameless = draft.name.sv.trim() === "" || draft.name.en.trim() === "";
  return (
    <form
      className="b-form b-role-form"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      {props.notDecided.length === 0 ? null : <Alert data-color="warning">{t("not-decided.lead")}</Alert>}
      <RoleFields draft={draft} onChange={setDraft} notDecided={props.notDecided} />
      <ErrorMessage error={saving.error} />
      <div className="b-actions">
        <Button type="submit" data-primary-action disabled={nameless} loading={saving.isPending}>
          {t("save")}
        </Button>
        {props.acts}
      </div>
    </form>
  );
}

const none: RoleDraft = { name: { sv: "", en: "" }, permissions: new Set() };

/** A new role, empty or as a copy of another. */
export function NewRolePage() {
  const t = useTexts(roleTexts);
  const language = useLanguage();
  const roles = useRoles();
  const { values, set } = useFilters(["from"]);
  const from = roles.find((role) => role.id === values.from);
  const initial: RoleDraft =
    from === undefined
      ? none
      : {
          name: { sv: t("copy.name", { name: from.name.sv }), en: t("copy.name", { name: from.name.en }) },
          permissions: new Set(from.permissions),
        };
  return (
    <>
      <PageHeader title={t("add")} lead={t("edit.lead")} path={[{ label: t("roles"), to: "/roles" }]} />
      <SelectField
        label={t("add.from")}
        none={t("add.from.none")}
        value={values.from ?? ""}
        onChange={(role) => set("from", role)}
        options={roles.map((role) => ({ value: role.id, label: role.name[language] }))}
      />
      {/* Another beginning is another draft. */}
      <RoleForm
        key={from?.id ?? ""}
        initial={initial}
        notDecided={[]}
        save={(draft) => api.post<RoleView>("/roles", bodyOf(draft))}
      />
    </>
  );
}

/** One role: what it is called, what it may do, and the way back to how it came. */
export function RolePage() {
  const t = useTexts(roleTexts);
  const may = useMay();
  const language = useLanguage();
  const roleId = usePathParam("roleId");
  const role = useQuery({
    queryKey: ["role", roleId],
    queryFn: ({ signal }) => api.get<RoleView>(`/roles/${roleId}`, {}, signal),
  });
  const path = [{ label: t("roles"), to: "/roles" }];
  if (role.data === undefined)
    return (
      <>
        <PageHeader title={t("roles.name")} path={path} />
        <ErrorMessage error={role.error} onRetry={() => void role.refetch()} />
      </>
    );
  const { data } = role;
  const copy = (
    <Button variant="tertiary" asChild>
      <AppLink to="/roles/new" search={{ from: data.id }}>
        {t("copy")}
      </AppLink>
    </Button>
  );
  return (
    <>
      <PageHeader
        title={data.name[language]}
        lead={`${data.purpose?.[language] ?? ""} ${t("edit.lead")}`.trim()}
        path={path}
        actions={may("role:edit") ? copy : undefined}
      />
      <RoleForm
        key={data.version}
        initial={{ name: data.name, permissions: new Set(data.permissions) }}
        notDecided={data.notDecided}
        save={(draft) => {
          // Whoever only gives it another name leaves what it may do to later releases.
          const before = [...data.permissions].toSorted().join();
          const same = [...draft.permissions].toSorted().join() === before && data.notDecided.length === 0;
          const body = same ? { name: draft.name } : bodyOf(draft);
          return api.patch<RoleView>(`/roles/${data.id}`, body, { version: data.version });
        }}
        acts={may("role:edit") ? <RoleActs role={data} /> : null}
      />
    </>
  );
}
