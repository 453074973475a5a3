import { Spinner } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import type { AccountView } from "../../contract.ts";
import { accountTexts } from "../../account.texts.ts";
import { api } from "../../../../web/api.ts";
import { usePerson, useTexts } from "../../../../web/context.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { PageHeader } from "../../../../web/kit/page-header.tsx";
import { FactorSection } from "./factor-section.tsx";
import { PasskeysSection } from "./passkeys-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProvidersSection } from "./providers-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { accountKey } from "./use-act.ts";
import "./account.css";

/** One's own account: by what one signs in, and where one is signed in. */
export function AccountPage() {
  const t = useTexts(accountTexts);
  const person = usePerson();
  const account = useQuery({
    queryKey: [...accountKey, "own"],
    queryFn: () => api.get<AccountView>("/account"),
  });
  return (
    <>
      <PageHeader above={person?.email} title={t("title")} lead={t("lead")} />
      <ErrorMessage error={account.error} />
      {account.data === undefined ? (
        account.isPending ? (
          <Spinner aria-label={t("title")} />
        ) : null
      ) : (
        <div className="b-own-account">
          <PasswordSection account={account.data} />
          <PasskeysSection account={account.data} />
          <FactorSection account={account.data} />
          <ProvidersSection account={account.data} />
          <SessionsSection />
        </div>
      )}
    </>
  );
}
