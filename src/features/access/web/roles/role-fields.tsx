import { useQuery } from "@tanstack/react-query";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { CheckField, TextField } from "../../../../web/kit/fields.tsx";
import { useLanguage } from "../../../../web/preferences.ts";
import { lookUp } from "../../../../shared/texts.ts";
import type { PermissionMatrix } from "../../contract.ts";
import { permissionWords } from "../../permission-words.texts.ts";
import { roleTexts } from "../../roles.texts.ts";

export interface RoleDraft {
  readonly name: { readonly sv: string; readonly en: string };
  readonly permissions: ReadonlySet<string>;
}

type Permission = PermissionMatrix["permissions"][number];

export function useMatrix() {
  return useQuery({
    queryKey: ["role", "matrix"],
    queryFn: ({ signal }) => api.get<PermissionMatrix>("/permissions", {}, signal),
  });
}

function bySubject(permissions: readonly Permission[]): [string, Permission[]][] {
  const groups = new Map<string, Permission[]>();
  for (const one of permissions) groups.set(one.subject, [...(groups.get(one.subject) ?? []), one]);
  return [...groups];
}

/** What a role is called and what it may do, permission by permission, grouped by what they are about. */
export function RoleFields(props: {
  readonly draft: RoleDraft;
  readonly onChange: (draft: RoleDraft) => void;
  readonly notDecided?: readonly string[];
}) {
  const { draft, onChange, notDecided = [] } = props;
  const t = useTexts(roleTexts);
  const language = useLanguage();
  const matrix = useMatrix();
  const choose = (permission: string, held: boolean) => {
    const permissions = new Set(draft.permissions);
    if (held) permissions.add(permission);
    else permissions.delete(permission);
    onChange({ ...draft, permissions });
  };
  const name = (which: "sv" | "en") => (value: string) =>
    onChange({ ...draft, name: { ...draft.name, [which]: value } });
  return (
    <>
      <div className="b-access-adder">
        <TextField label={t("name.sv")} required maxLength={80} value={draft.name.sv} onChange={name("sv")} />
        <TextField label={t("name.en")} required maxLength={80} value={draft.name.en} onChange={name("en")} />
      </div>
      <div className="b-role-subjects">
        {bySubject(matrix.data?.permissions ?? []).map(([subject, permissions]) => (
          <fieldset key={subject} className="ds-fieldset">
            <legend>{lookUp(language, [permissionWords], `subject.${subject}`) ?? subject}</legend>
            {permissions.map(({ permission, says }) => (
              <CheckField
                key={permission}
                label={says[language]}
                {...(notDecided.includes(permission) ? { description: t("not-decided") } : {})}
                checked={draft.permissions.has(permission)}
                onChange={(held) => choose(permission, held)}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </>
  );
}
