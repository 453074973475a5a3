import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { codeInput, type AccountView, type RecoveryCodes, type SecondFactorBegun } from "../../contract.ts";
import { accountTexts } from "../../account.texts.ts";
import { api } from "../../../../web/api.ts";
import { useFormat, useTexts } from "../../../../web/context.tsx";
import { Modal } from "../../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { TextField } from "../../../../web/kit/fields.tsx";
import { Form } from "../../../../web/kit/form.tsx";
import { Section } from "../../../../web/kit/page-header.tsx";
import { useForm } from "../../../../web/kit/use-form.ts";
import { notify } from "../../../../web/notify.ts";
import { PrintedCodes } from "../../../../web/sign-in/printed-codes.tsx";
import { ScanSecret } from "../../../../web/sign-in/scan-secret.tsx";
import { signInTexts } from "../../../../web/sign-in/texts.ts";
import { useAct } from "./use-act.ts";

function CodeForm(props: {
  readonly what: string;
  readonly label: string;
  readonly act: (code: string) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const t = useTexts(accountTexts);
  const form = useForm({
    schema: codeInput,
    initial: {},
    submit: ({ code }) => props.act(code),
  });
  return (
    <Modal title={props.label} open onClose={props.onClose}>
      <p>{props.what}</p>
      <Form form={form} submitLabel={props.label} onCancel={props.onClose}>
        <TextField label={t("factor.code")} autoComplete="one-time-code" required {...form.text("code")} />
      </Form>
    </Modal>
  );
}

/** The picture, then the code, then the printed codes: in the page, so that they can be printed from it. */
function AddFactor(props: {
  readonly begun: SecondFactorBegun;
  readonly onCodes: (codes: readonly string[]) => void;
}) {
  const t = useTexts(accountTexts);
  // Handed on before anything else: once the app is there, this form is not, and the codes are told only now.
  const add = useAct(async (code: string) => {
    const made = await api.post<RecoveryCodes>("/account/second-factor", { step: props.begun.step, code });
    props.onCodes(made.recoveryCodes);
  });
  return (
    <>
      <p>{t("factor.add.lead")}</p>
      <ScanSecret
        scan={props.begun}
        pending={add.isPending}
        error={add.error}
        onCode={(code) => add.mutate(code)}
      />
    </>
  );
}

function Held(props: {
  readonly factor: NonNullable<AccountView["secondFactor"]>;
  readonly onCodes: (codes: readonly string[]) => void;
}) {
  const t = useTexts(accountTexts);
  const format = useFormat();
  const [doing, setDoing] = useState<"renew" | "remove" | null>(null);
  const close = () => setDoing(null);
  const renew = useAct((code: string) =>
    api.post<RecoveryCodes>("/account/second-factor/recovery-codes", { code }),
  );
  const remove = useAct((code: string) => api.post("/account/second-factor/removal", { code }));
  return (
    <>
      <p>
        {t("factor.since", { at: format.instant(props.factor.addedAt) })}{" "}
        {t("factor.codes", { count: props.factor.codesLeft })}
      </p>
      <div className="b-actions">
        <Button variant="secondary" data-size="sm" onClick={() => setDoing("renew")}>
          {t("factor.renew")}
        </Button>
        <Button variant="tertiary" data-color="danger" data-size="sm" onClick={() => setDoing("remove")}>
          {t("factor.remove")}
        </Button>
      </div>
      {doing === "renew" ? (
        <CodeForm
          what={t("factor.renew.what")}
          label={t("factor.renew")}
          onClose={close}
          act={async (code) => {
            props.onCodes((await renew.mutateAsync(code)).recoveryCodes);
            close();
          }}
        />
      ) : null}
      {doing === "remove" ? (
        <CodeForm
          what={t("factor.remove.what")}
          label={t("factor.remove")}
          onClose={close}
          act={async (code) => {
            await remove.mutateAsync(code);
            notify(t("factor.removed"));
          }}
        />
      ) : null}
    </>
  );
}

export function FactorSection({ account }: { readonly account: AccountView }) {
  const t = useTexts(accountTexts);
  const says = useTexts(signInTexts);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [begun, setBegun] = useState<SecondFactorBegun | null>(null);
  const begin = useAct(() => api.post<SecondFactorBegun>("/account/second-factor/secret", {}));
  const factor = account.secondFactor;
  if (codes !== null) {
    const done = () => {
      setCodes(null);
      setBegun(null);
    };
    return (
      <Section title={says("codes.title")}>
        <PrintedCodes codes={codes} onDone={done} />
      </Section>
    );
  }
  const add =
    factor === null && begun === null ? (
      <Button
        variant="secondary"
        data-size="sm"
        loading={begin.isPending}
        onClick={() => begin.mutate(undefined, { onSuccess: setBegun })}
      >
        {t("factor.add")}
      </Button>
    ) : undefined;
  return (
    <Section title={t("factor")} actions={add}>
      <p>{t("factor.what")}</p>
      {account.needsSecondFactor ? <p>{t("factor.needed")}</p> : null}
      <ErrorMessage error={begin.error} />
      {factor !== null ? <Held factor={factor} onCodes={setCodes} /> : null}
      {factor === null && begun === null ? <p className="b-quiet">{t("factor.none")}</p> : null}
      {factor === null && begun !== null ? <AddFactor begun={begun} onCodes={setCodes} /> : null}
    </Section>
  );
}
