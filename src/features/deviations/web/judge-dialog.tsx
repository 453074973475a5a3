import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTexts } from "../../../web/context.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { SelectField, TextField } from "../../../web/kit/fields.tsx";
import { severities, type DeviationView } from "../contract.ts";
import { deviationTexts } from "../texts.ts";
import { useEdit } from "./use-edit.ts";

/** A person's verdict, with the reason that is printed. */
export function JudgeDialog({ deviation, onClose }: { deviation: DeviationView; onClose: () => void }) {
  const t = useTexts(deviationTexts);
  const [severity, setSeverity] = useState<string>(deviation.severity ?? "minor");
  const [reason, setReason] = useState("");
  const edit = useEdit(onClose);
  const send = (verdict: string | null) =>
    edit.mutate({
      method: "put",
      path: `/deviations/${deviation.id}/severity`,
      body: { severity: verdict, reason },
      version: deviation.version,
    });
  const lacking = reason.trim().length < 3;
  return (
    <Modal title={t("judge")} open onClose={onClose}>
      <div className="b-form">
        <p>{t("judge.what")}</p>
        <SelectField
          label={t("severity")}
          value={severity}
          options={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
          onChange={setSeverity}
        />
        <TextField label={t("reason")} required rows={3} value={reason} onChange={setReason} />
        <ErrorMessage error={edit.error} />
        <div className="b-actions">
          <Button disabled={lacking} loading={edit.isPending} onClick={() => send(severity)}>
            {t("save")}
          </Button>
          {deviation.severityReason === null ? null : (
            <Button variant="secondary" disabled={lacking} onClick={() => send(null)}>
              {t("judge.derived")}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
