import { Alert, Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { z } from "zod";
import { changePasswordInput, type AccountView } from "../../contract.ts";
import { accountTexts } from "../../account.texts.ts";
import { api } from "../../../../web/api.ts";
import { useFormat, useTexts } from "../../../../web/context.tsx";
import { Modal } from "../../../../web/kit/confirm-dialog.tsx";
import { TextField } from "../../../../web/kit/fields.tsx";
import { Form } from "../../../../web/kit/form.tsx";
import { Section } from "../../../../web/kit/page-header.tsx";
import { useForm } from "../../../../web/kit/use-form.ts";
import { notify } from "../../../../web/notify.ts";
import { useAct } from "./use-act.ts";

function ChangePassword({ has, onClose }: { readonly has: boolean; readonly onClose: () => void }) {
  const t = useTexts(accountTexts);
  const change = useAct((input: z.output<typeof changePasswordInput>) => api.put("/account/password", input));
  const form = useForm({
    schema: changePasswordInput,
    initial: {},
    submit: (input) => change.mutateAsync(input),
    onDone: () => {
      notify(t("password.done"));
      onClose();
    },
  });
  return (
    <Modal title={has ? t("password.change") : t("password.set")} open onClose={onClose}>
      <Form form={form} submitLabel={has ? t("password.change") : t("password.set")} onCancel={onClose}>
        {has ? (
          <TextField
            label={t("password.current")}
            type="password"
            required
            autoComplete="current-password"
            {...form.text("current")}
          />
        ) : null}
        <TextField
          label={t("password.new")}
          description={t("password.what")}
          type="password"
          required
          autoComplete="new-password"
          {...form.text("password")}
        />
      </Form>
    </Modal>
  );
}

export function PasswordSection({ account }: { readonly account: AccountView }) {
  const t = useTexts(accountTexts);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const at = account.passwordChangedAt;
  return (
    <Section
      title={t("password")}
      actions={
        <Button variant="secondary" data-size="sm" onClick={() => setOpen(true)}>
          {at === null ? t("password.set") : t("password.change")}
        </Button>
      }
    >
      {account.passwordGiven ? <Alert data-color="warning">{t("password.given")}</Alert> : null}
      <p>{at === null ? t("password.none") : t("password.changed", { at: format.instant(at) })}</p>
      {open ? <ChangePassword has={at !== null} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}
