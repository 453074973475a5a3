import { Alert, Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { AccountView } from "../../contract.ts";
import { accountTexts } from "../../account.texts.ts";
import { api } from "../../../../web/api.ts";
import { useFormat, useTexts } from "../../../../web/context.tsx";
import { ConfirmDialog } from "../../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { Section } from "../../../../web/kit/page-header.tsx";
import { useLanguage } from "../../../../web/preferences.ts";
import { sayVisit } from "../../../../web/sign-in/visit-problem.ts";
import { useAct } from "./use-act.ts";

type Linked = AccountView["providers"][number];

function Provider({ provider }: { readonly provider: Linked }) {
  const t = useTexts(accountTexts);
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const unlink = useAct(() => api.delete(`/account/identities/${provider.providerId}`));
  const connect = useAct(() =>
    api.post<{ location: string }>(`/session/identity-providers/${provider.providerId}/connection`, {}),
  );
  return (
    <li>
      <div>
        <strong>{provider.name}</strong>
        <p className="b-quiet">
          {provider.linkedAt === null
            ? t("provider.not")
            : t("provider.linked", { at: format.instant(provider.linkedAt) })}
        </p>
      </div>
      {provider.linkedAt === null ? (
        <Button
          variant="secondary"
          data-size="sm"
          disabled={connect.isPending}
          onClick={() => connect.mutate(undefined, { onSuccess: ({ location: to }) => location.assign(to) })}
        >
          {t("provider.link")}
        </Button>
      ) : (
        <Button variant="tertiary" data-color="danger" data-size="sm" onClick={() => setAsking(true)}>
          {t("provider.unlink")}
        </Button>
      )}
      <ErrorMessage error={connect.error} />
      <ConfirmDialog
        title={t("provider.unlink")}
        open={asking}
        onClose={() => setAsking(false)}
        confirmLabel={t("provider.unlink")}
        danger
        pending={unlink.isPending}
        error={unlink.error}
        onConfirm={() => unlink.mutate(undefined, { onSuccess: () => setAsking(false) })}
      >
        {t("provider.unlink.what", { name: provider.name })}
      </ConfirmDialog>
    </li>
  );
}

/** A visit to the provider that failed says so in the address it came back to. */
function Problem() {
  const language = useLanguage();
  const [search] = useState(() => new URLSearchParams(location.search));
  const said = sayVisit(language, search.get("problem"), search.get("name") ?? "");
  if (said === undefined) return null;
  return <Alert data-color="danger">{said}</Alert>;
}

export function ProvidersSection({ account }: { readonly account: AccountView }) {
  const t = useTexts(accountTexts);
  if (account.providers.length === 0) return null;
  return (
    <Section title={t("providers")}>
      <Problem />
      <ul className="b-ways-list">
        {account.providers.map((provider) => (
          <Provider key={provider.providerId} provider={provider} />
        ))}
      </ul>
    </Section>
  );
}
