import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { z } from "zod";
import { passkeyName, type AccountView, type PasskeyItem } from "../../contract.ts";
import { accountTexts } from "../../account.texts.ts";
import { api } from "../../../../web/api.ts";
import { useFormat, useTexts } from "../../../../web/context.tsx";
import { ConfirmDialog, Modal } from "../../../../web/kit/confirm-dialog.tsx";
import { TextField } from "../../../../web/kit/fields.tsx";
import { Form } from "../../../../web/kit/form.tsx";
import { Section } from "../../../../web/kit/page-header.tsx";
import { useForm } from "../../../../web/kit/use-form.ts";
import { makePasskey } from "../../../../web/sign-in/passkey.ts";
import { useAct } from "./use-act.ts";

const shape = z.object({ name: passkeyName });

/** A name, and for a new one then what the browser asks. */
function NamePasskey({ held, onClose }: { readonly held: PasskeyItem | null; readonly onClose: () => void }) {
  const t = useTexts(accountTexts);
  const save = useAct(
    (name: string) =>
      held === null
        ? makePasskey<PasskeyItem>(name)
        : api.patch<PasskeyItem>(`/account/passkeys/${held.id}`, { name }),
    ({ name }) => (held === null ? t("passkey.added", { name }) : null),
  );
  const form = useForm({
    schema: shape,
    initial: { name: held?.name ?? "" },
    submit: ({ name }) => save.mutateAsync(name),
    onDone: onClose,
  });
  const title = held === null ? t("passkey.add") : t("passkey.rename");
  return (
    <Modal title={title} open onClose={onClose}>
      <Form form={form} submitLabel={title} onCancel={onClose}>
        <TextField
          label={t("passkey.name")}
          description={t("passkey.name.what")}
          required
          {...form.text("name")}
        />
      </Form>
    </Modal>
  );
}

function Passkey({ passkey }: { readonly passkey: PasskeyItem }) {
  const t = useTexts(accountTexts);
  const format = useFormat();
  const [doing, setDoing] = useState<"rename" | "remove" | null>(null);
  const remove = useAct(() => api.delete(`/account/passkeys/${passkey.id}`));
  const used =
    passkey.usedAt === null ? t("passkey.unused") : t("passkey.used", { at: format.instant(passkey.usedAt) });
  return (
    <li>
      <div>
        <strong>{passkey.name}</strong>
        <p className="b-quiet">{t("passkey.facts", { added: format.instant(passkey.addedAt), used })}</p>
        {passkey.synced ? <p className="b-quiet">{t("passkey.synced")}</p> : null}
      </div>
      <div className="b-actions">
        <Button
          variant="tertiary"
          data-size="sm"
          aria-label={`${t("passkey.rename")}: ${passkey.name}`}
          onClick={() => setDoing("rename")}
        >
          {t("passkey.rename")}
        </Button>
        <Button
          variant="tertiary"
          data-color="danger"
          data-size="sm"
          aria-label={`${t("passkey.remove")}: ${passkey.name}`}
          onClick={() => setDoing("remove")}
        >
          {t("passkey.remove")}
        </Button>
      </div>
      {doing === "rename" ? <NamePasskey held={passkey} onClose={() => setDoing(null)} /> : null}
      <ConfirmDialog
        title={t("passkey.remove")}
        open={doing === "remove"}
        onClose={() => setDoing(null)}
        confirmLabel={t("passkey.remove")}
        danger
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(undefined)}
      >
        {t("passkey.remove.what", { name: passkey.name })}
      </ConfirmDialog>
    </li>
  );
}

export function PasskeysSection({ account }: { readonly account: AccountView }) {
  const t = useTexts(accountTexts);
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={t("passkeys")}
      actions={
        <Button variant="secondary" data-size="sm" onClick={() => setAdding(true)}>
          {t("passkey.add")}
        </Button>
      }
    >
      <p>{t("passkeys.what")}</p>
      {account.passkeys.length === 0 ? <p className="b-quiet">{t("passkeys.none")}</p> : null}
      <ul className="b-ways-list">
        {account.passkeys.map((passkey) => (
          <Passkey key={passkey.id} passkey={passkey} />
        ))}
      </ul>
      {adding ? <NamePasskey held={null} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}
