import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { Modal } from "../../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { CheckField, SelectField } from "../../../../web/kit/fields.tsx";
import { useOptions } from "../../../../web/kit/use-options.ts";
import { notify } from "../../../../web/notify.ts";
import { useLanguage } from "../../../../web/preferences.ts";
import type { PersonListItem, PersonView } from "../../contract.ts";
import { accessTexts } from "../../texts.ts";
import { useRoles } from "./use-roles.ts";

type Grant = PersonListItem["roles"][number];

/** Chooses a role and a unit, and hands them over. */
function GrantAdder({ onAdd }: { readonly onAdd: (grant: Grant) => void }) {
  const t = useTexts(accessTexts);
  const units = useOptions("unit", "/units");
  const language = useLanguage();
  const roles = useRoles();
  const [role, setRole] = useState<string>("reader");
  const [unitId, setUnitId] = useState("");
  const unit = units.find((option) => option.value === unitId);
  const add = () => {
    const chosen = roles.find((one) => one.role === role);
    if (chosen !== undefined && unit !== undefined)
      onAdd({ role, roleName: chosen.name, unitId, unitName: unit.label });
  };
  return (
    <div className="b-access-adder">
      <SelectField
        label={t("role")}
        value={role}
        onChange={setRole}
        options={roles.map((one) => ({ value: one.role, label: one.name[language] }))}
      />
      <SelectField label={t("unit")} value={unitId} none={t("choose")} onChange={setUnitId} options={units} />
      <Button variant="secondary" disabled={unit === undefined} onClick={add}>
        {t("grant.add")}
      </Button>
    </div>
  );
}

/** All roles of a person at once; what is saved replaces what was there. */
export function EditGrants(props: { readonly person: PersonListItem; readonly onClose: () => void }) {
  const { person, onClose } = props;
  const t = useTexts(accessTexts);
  const client = useQueryClient();
  const language = useLanguage();
  const [grants, setGrants] = useState<readonly Grant[]>(person.roles);
  const [active, setActive] = useState(person.active);
  const save = useMutation({
    mutationFn: () =>
      api.put<PersonView>(
        `/people/${person.id}/grants`,
        { grants: grants.map(({ role, unitId }) => ({ role, unitId })), active },
        { version: person.version },
      ),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["person"] });
      notify(t("edited", { name: person.name }));
      onClose();
    },
  });
  const without = (grant: Grant) => setGrants(grants.filter((one) => one !== grant));
  const added = (grant: Grant) => {
    const held = grants.some((one) => one.role === grant.role && one.unitId === grant.unitId);
    if (!held) setGrants([...grants, grant]);
  };
  if (person.rolesElsewhere) {
    return (
      <Modal title={`${t("edit")}: ${person.name}`} open onClose={onClose}>
        <p>{t("edit.elsewhere", { name: person.name })}</p>
      </Modal>
    );
  }
  return (
    <Modal title={`${t("edit")}: ${person.name}`} open onClose={onClose}>
      <div className="b-form">
        <p className="b-quiet">{t("edit.lead")}</p>
        <ul className="b-access-grants">
          {grants.map((grant) => (
            <li key={`${grant.role} ${grant.unitId}`}>
              <span>{t("role.over", { role: grant.roleName[language], unit: grant.unitName })}</span>
              <Button
                variant="tertiary"
                data-size="sm"
                data-color="danger"
                aria-label={t("grant.remove", { role: grant.roleName[language], unit: grant.unitName })}
                onClick={() => without(grant)}
              >
                ×
              </Button>
            </li>
          ))}
          {grants.length === 0 ? <li className="b-quiet">{t("roles.none")}</li> : null}
        </ul>
        <GrantAdder onAdd={added} />
        <CheckField label={t("active")} checked={active} onChange={setActive} />
        <ErrorMessage error={save.error} />
        <div className="b-actions">
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t("save")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
