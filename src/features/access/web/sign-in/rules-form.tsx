import { useQueryClient } from "@tanstack/react-query";
import { editSignInRulesInput, type SignInRules } from "../../contract.ts";
import { signInSettingTexts } from "../../sign-in.texts.ts";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { CheckField, TextField } from "../../../../web/kit/fields.tsx";
import { Form } from "../../../../web/kit/form.tsx";
import { Section } from "../../../../web/kit/page-header.tsx";
import { useForm } from "../../../../web/kit/use-form.ts";
import { notify } from "../../../../web/notify.ts";
import { useRoleOptions } from "../roles/use-roles.ts";

export function RulesForm({ rules }: { readonly rules: SignInRules }) {
  const t = useTexts(signInSettingTexts);
  const client = useQueryClient();
  const roles = useRoleOptions();
  const form = useForm({
    schema: editSignInRulesInput,
    initial: { ...rules },
    submit: ({ version, ...body }) => api.put<SignInRules>("/sign-in-rules", { ...body, version }),
    onDone: (saved) => {
      client.setQueryData(["sign-in-rules"], saved);
      notify(t("saved"));
    },
  });
  const wanted = form.values["secondFactorRoles"];
  const chosen: readonly string[] = Array.isArray(wanted) ? wanted.map(String) : [];
  const choose = (role: string, on: boolean) =>
    form.set("secondFactorRoles", on ? [...chosen, role] : chosen.filter((one) => one !== role));
  return (
    <Section title={t("rules")}>
      <Form form={form} submitLabel={t("save")}>
        <TextField label={t("idle")} type="number" required {...form.text("idleMinutes")} />
        <TextField label={t("hours")} type="number" required {...form.text("sessionHours")} />
        <fieldset className="ds-fieldset b-radios">
          <legend>{t("roles")}</legend>
          <p className="b-quiet">{t("roles.what")}</p>
          {roles.map((role) => (
            <CheckField
              key={role.value}
              label={role.label}
              checked={chosen.includes(role.value)}
              onChange={(on) => choose(role.value, on)}
            />
          ))}
        </fieldset>
      </Form>
    </Section>
  );
}
