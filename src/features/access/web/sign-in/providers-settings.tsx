import { Button } from "@digdir/designsystemet-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { IdentityProviderList, IdentityProviderView, TriedProvider } from "../../contract.ts";
import { signInSettingTexts } from "../../sign-in.texts.ts";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { ConfirmDialog } from "../../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { Section } from "../../../../web/kit/page-header.tsx";
import { notify } from "../../../../web/notify.ts";
import { ClaimRules } from "./claim-rules.tsx";
import { EditProvider } from "./edit-provider.tsx";

export const providersKey = ["identity-provider"] as const;

/** Where no public address is configured, it is the one that the page was opened at. */
const whole = (address: string) => (address.startsWith("/") ? location.origin + address : address);

function Provider({ provider }: { readonly provider: IdentityProviderView }) {
  const t = useTexts(signInSettingTexts);
  const client = useQueryClient();
  const [doing, setDoing] = useState<"edit" | "remove" | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const { name, id } = provider;
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    await work().catch((error: unknown) =>
      setFailure(error instanceof Error ? error : new Error(String(error))),
    );
    setBusy(false);
  };
  const attempt = () =>
    act(async () => {
      const tried = await api.post<TriedProvider>(`/identity-providers/${id}/trials`, {});
      if (tried.answers) notify(t("provider.answers", { name }));
      else notify(t("provider.silent", { name, reason: tried.reason ?? "" }), "danger");
    });
  const remove = () =>
    act(async () => {
      await api.delete(`/identity-providers/${id}`, { version: provider.version });
      await client.invalidateQueries({ queryKey: providersKey });
    });
  return (
    <section className="b-provider" aria-label={name}>
      <div className="b-section-title">
        <div>
          <strong>{name}</strong>
          <p className="b-quiet">
            {provider.issuer} · {t("provider.people", { count: provider.people })}
            {provider.active ? "" : ` · ${t("provider.off")}`}
          </p>
        </div>
        <div className="b-actions">
          <Button variant="secondary" data-size="sm" loading={busy} onClick={() => void attempt()}>
            {t("provider.try")}
          </Button>
          <Button variant="secondary" data-size="sm" onClick={() => setDoing("edit")}>
            {t("provider.edit")}
          </Button>
          <Button variant="tertiary" data-color="danger" data-size="sm" onClick={() => setDoing("remove")}>
            {t("provider.remove")}
          </Button>
        </div>
      </div>
      <ErrorMessage error={failure} />
      <p className="b-quiet">
        {t("provider.redirect")}: <code className="b-secret">{whole(provider.redirectUri)}</code>
      </p>
      <ClaimRules key={provider.version} provider={provider} />
      {doing === "edit" ? <EditProvider provider={provider} onClose={() => setDoing(null)} /> : null}
      <ConfirmDialog
        title={t("provider.remove")}
        open={doing === "remove"}
        onClose={() => setDoing(null)}
        confirmLabel={t("provider.remove")}
        danger
        pending={busy}
        error={failure}
        onConfirm={() => void remove()}
      >
        {t("provider.remove.what", { name })}
      </ConfirmDialog>
    </section>
  );
}

export function ProvidersSettings() {
  const t = useTexts(signInSettingTexts);
  const [adding, setAdding] = useState(false);
  const providers = useQuery({
    queryKey: providersKey,
    queryFn: () => api.get<IdentityProviderList>("/identity-providers"),
  });
  const items = providers.data?.items ?? [];
  return (
    <Section
      title={t("providers")}
      actions={
        <Button variant="secondary" data-size="sm" onClick={() => setAdding(true)}>
          {t("provider.add")}
        </Button>
      }
    >
      <ErrorMessage error={providers.error} />
      {providers.data !== undefined && items.length === 0 ? <p>{t("providers.none")}</p> : null}
      {items.map((provider) => (
        <Provider key={provider.id} provider={provider} />
      ))}
      {adding ? <EditProvider provider={null} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}
