import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { addIdentityProviderInput, type IdentityProviderView } from "../../contract.ts";
import { signInSettingTexts } from "../../sign-in.texts.ts";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { Modal } from "../../../../web/kit/confirm-dialog.tsx";
import { CheckField, TextField } from "../../../../web/kit/fields.tsx";
import { Form } from "../../../../web/kit/form.tsx";
import { useForm } from "../../../../web/kit/use-form.ts";
import { notify } from "../../../../web/notify.ts";
import { providersKey } from "./providers-settings.tsx";

/** Domains are written in one field, with spaces between. */
const shape = addIdentityProviderInput.extend({ domains: z.string().max(5_000).default("") });

const beginning = {
  scopes: "openid email profile",
  active: true,
  createsPeople: false,
  linksByEmail: false,
  trustsSecondFactor: false,
};

function initialOf(provider: IdentityProviderView | null) {
  if (provider === null) return beginning;
  const { name, issuer, clientId, scopes, active, createsPeople } = provider;
  const { linksByEmail, trustsSecondFactor, allowedDomains } = provider;
  const domains = allowedDomains.join(" ");
  return {
    name,
    issuer,
    clientId,
    scopes,
    active,
    createsPeople,
    linksByEmail,
    trustsSecondFactor,
    domains,
  };
}

function save(provider: IdentityProviderView | null, { domains, ...input }: z.output<typeof shape>) {
  const body = { ...input, allowedDomains: domains.split(/[\s,;]+/u).filter((domain) => domain !== "") };
  return provider === null
    ? api.post<IdentityProviderView>("/identity-providers", body)
    : api.put<IdentityProviderView>(`/identity-providers/${provider.id}`, {
        ...body,
        version: provider.version,
      });
}

export function EditProvider(props: {
  readonly provider: IdentityProviderView | null;
  readonly onClose: () => void;
}) {
  const t = useTexts(signInSettingTexts);
  const client = useQueryClient();
  const { provider, onClose } = props;
  const form = useForm({
    schema: shape,
    initial: initialOf(provider),
    submit: (input) => save(provider, input),
    onDone: (saved) => {
      void client.invalidateQueries({ queryKey: providersKey });
      notify(t("provider.saved", { name: saved.name }));
      onClose();
    },
  });
  const title = provider === null ? t("provider.add") : `${t("provider.edit")}: ${provider.name}`;
  const kept = provider?.hasSecret === true;
  return (
    <Modal title={title} open onClose={onClose}>
      <Form form={form} submitLabel={t("save")} onCancel={onClose}>
        <TextField
          label={t("provider.name")}
          description={t("provider.name.what")}
          required
          {...form.text("name")}
        />
        <TextField
          label={t("provider.issuer")}
          description={t("provider.issuer.what")}
          type="url"
          required
          placeholder="https://"
          {...form.text("issuer")}
        />
        <TextField label={t("provider.client")} required autoComplete="off" {...form.text("clientId")} />
        <TextField
          label={t("provider.secret")}
          description={kept ? t("provider.secret.kept") : undefined}
          type="password"
          optional
          autoComplete="off"
          {...form.text("clientSecret")}
        />
        <TextField label={t("provider.scopes")} required {...form.text("scopes")} />
        <CheckField label={t("provider.active")} {...form.check("active")} />
        <CheckField label={t("provider.trusts")} {...form.check("trustsSecondFactor")} />
        <CheckField label={t("provider.links")} {...form.check("linksByEmail")} />
        <CheckField
          label={t("provider.creates")}
          description={t("provider.creates.what")}
          {...form.check("createsPeople")}
        />
        <TextField
          label={t("provider.domains")}
          description={t("provider.domains.what")}
          optional
          {...form.text("domains")}
        />
      </Form>
    </Modal>
  );
}
