import { useQuery } from "@tanstack/react-query";
import type { SignInRules } from "../../contract.ts";
import { signInSettingTexts } from "../../sign-in.texts.ts";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { PageHeader } from "../../../../web/kit/page-header.tsx";
import { ProvidersSettings } from "./providers-settings.tsx";
import { RulesForm } from "./rules-form.tsx";
import "../account/account.css";

/** What the organisation decides about how its people sign in. */
export function SignInSettingsPage() {
  const t = useTexts(signInSettingTexts);
  const rules = useQuery({
    queryKey: ["sign-in-rules"],
    queryFn: () => api.get<SignInRules>("/sign-in-rules"),
  });
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <ErrorMessage error={rules.error} />
      <div className="b-own-account">
        {rules.data === undefined ? null : <RulesForm key={rules.data.version} rules={rules.data} />}
        <ProvidersSettings />
      </div>
    </>
  );
}
