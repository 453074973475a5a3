import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { ConfirmDialog, Modal } from "../../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { RadioField, TextField } from "../../../../web/kit/fields.tsx";
import { notify } from "../../../../web/notify.ts";
import { breakGlassTexts } from "../../break-glass.texts.ts";
import { reviewKinds, type BreakGlassCode } from "../../contract.ts";

function useAct(code: BreakGlassCode, path: string, said: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: object) =>
      api.post(`/break-glass-codes/${code.id}/${path}`, body, { version: code.version }),
    onSuccess: () => {
      notify(said);
      onDone();
      void client.invalidateQueries({ queryKey: ["break-glass"] });
    },
  });
}

export function WithdrawCode({ code }: { readonly code: BreakGlassCode }) {
  const t = useTexts(breakGlassTexts);
  const [asking, setAsking] = useState(false);
  const { number } = code;
  const withdrawing = useAct(code, "withdrawal", t("withdrawn", { number }), () => setAsking(false));
  return (
    <>
      <Button
        variant="secondary"
        data-size="sm"
        data-color="danger"
        aria-label={t("withdraw.of", { number })}
        onClick={() => setAsking(true)}
      >
        {t("withdraw")}
      </Button>
      <ConfirmDialog
        title={t("withdraw.of", { number })}
        open={asking}
        withReason
        danger
        confirmLabel={t("withdraw")}
        pending={withdrawing.isPending}
        error={withdrawing.error}
        onConfirm={(reason) => withdrawing.mutate({ reason })}
        onClose={() => setAsking(false)}
      >
        <p>{t("withdraw.what")}</p>
      </ConfirmDialog>
    </>
  );
}

export function ReviewUse({ code }: { readonly code: BreakGlassCode }) {
  const t = useTexts(breakGlassTexts);
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<string>("emergency");
  const [text, setText] = useState("");
  const { number } = code;
  const reviewing = useAct(code, "review", t("reviewed", { number }), () => setOpen(false));
  return (
    <>
      <Button data-size="sm" aria-label={t("review.of", { number })} onClick={() => setOpen(true)}>
        {t("review")}
      </Button>
      <Modal title={t("review.of", { number })} open={open} onClose={() => setOpen(false)}>
        <div className="b-form">
          <p className="b-quiet">{t("review.lead")}</p>
          <RadioField
            label={t("review.kind")}
            name="kind"
            value={kind}
            onChange={setKind}
            options={reviewKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          />
          <TextField label={t("review.text")} rows={3} required value={text} onChange={setText} />
          <ErrorMessage error={reviewing.error} />
          <div className="b-actions">
            <Button
              disabled={text.trim().length < 3}
              loading={reviewing.isPending}
              onClick={() => reviewing.mutate({ kind, text })}
            >
              {t("save")}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
