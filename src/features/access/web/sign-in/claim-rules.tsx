import { Button } from "@digdir/designsystemet-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { IdentityProviderView } from "../../contract.ts";
import { signInSettingTexts } from "../../sign-in.texts.ts";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { SelectField, TextField } from "../../../../web/kit/fields.tsx";
import { useOptions } from "../../../../web/kit/use-options.ts";
import { notify } from "../../../../web/notify.ts";
import { useRoleOptions } from "../roles/use-roles.ts";
import { providersKey } from "./providers-settings.tsx";

interface Row {
  readonly key: number;
  readonly claim: string;
  readonly value: string;
  readonly role: string;
  readonly unitId: string;
}

const rowsOf = (provider: IdentityProviderView): readonly Row[] =>
  provider.rules.map(({ claim, value, role, unitId }, key) => ({ key, claim, value, role, unitId }));

function RuleRow(props: {
  readonly row: Row;
  readonly onChange: (row: Row) => void;
  readonly onRemove: () => void;
}) {
  const t = useTexts(signInSettingTexts);
  const roles = useRoleOptions();
  const units = useOptions("unit", "/units");
  const { row, onChange } = props;
  return (
    <div className="b-rule-row">
      <TextField
        label={t("grant.claim")}
        value={row.claim}
        onChange={(claim) => onChange({ ...row, claim })}
      />
      <TextField
        label={t("grant.value")}
        value={row.value}
        onChange={(value) => onChange({ ...row, value })}
      />
      <SelectField
        label={t("grant.role")}
        none={t("grant.choose")}
        options={roles}
        value={row.role}
        onChange={(role) => onChange({ ...row, role })}
      />
      <SelectField
        label={t("grant.unit")}
        none={t("grant.choose")}
        options={units}
        value={row.unitId}
        onChange={(unitId) => onChange({ ...row, unitId })}
      />
      <Button
        variant="tertiary"
        data-color="danger"
        data-size="sm"
        aria-label={`${t("grant.remove")}: ${row.claim} ${row.value}`}
        onClick={props.onRemove}
      >
        {t("grant.remove")}
      </Button>
    </div>
  );
}

/** Which groups give which roles over which units; saved as a whole. */
export function ClaimRules({ provider }: { readonly provider: IdentityProviderView }) {
  const t = useTexts(signInSettingTexts);
  const client = useQueryClient();
  const [rows, setRows] = useState(() => rowsOf(provider));
  const [error, setError] = useState<Error | null>(null);
  const add = () => {
    const key = 1 + rows.reduce((most, row) => Math.max(most, row.key), 0);
    setRows([...rows, { key, claim: "groups", value: "", role: "", unitId: "" }]);
  };
  const save = async () => {
    const rules = rows.map(({ key: _key, ...rule }) => rule);
    try {
      await api.put(`/identity-providers/${provider.id}/rules`, { rules, version: provider.version });
      await client.invalidateQueries({ queryKey: providersKey });
      notify(t("grant.saved"));
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return (
    <div className="b-form">
      <strong>{t("grants")}</strong>
      <p className="b-quiet">{rows.length === 0 ? t("grants.none") : t("grants.what")}</p>
      {rows.map((row) => (
        <RuleRow
          key={row.key}
          row={row}
          onChange={(next) => setRows(rows.map((one) => (one.key === row.key ? next : one)))}
          onRemove={() => setRows(rows.filter((one) => one.key !== row.key))}
        />
      ))}
      <ErrorMessage error={error} />
      <div className="b-actions">
        <Button variant="secondary" data-size="sm" onClick={add}>
          {t("grant.add")}
        </Button>
        <Button data-size="sm" onClick={() => void save()}>
          {t("grant.save")}
        </Button>
      </div>
    </div>
  );
}
