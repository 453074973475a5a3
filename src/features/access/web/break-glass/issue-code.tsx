import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { Modal } from "../../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { SelectField } from "../../../../web/kit/fields.tsx";
import { useOptions } from "../../../../web/kit/use-options.ts";
import { breakGlassTexts } from "../../break-glass.texts.ts";
import type { IssuedBreakGlass } from "../../contract.ts";

/** Chooses who is to be let in; the code goes to the page that is printed. */
export function IssueCode(props: {
  readonly onClose: () => void;
  readonly onIssued: (issued: IssuedBreakGlass) => void;
}) {
  const t = useTexts(breakGlassTexts);
  const client = useQueryClient();
  const people = useOptions("person", "/people");
  const [personId, setPersonId] = useState("");
  const issuing = useMutation({
    mutationFn: () => api.post<IssuedBreakGlass>("/break-glass-codes", { personId }),
    // The code stays in this answer alone.
    gcTime: 0,
    onSuccess: (issued) => {
      void client.invalidateQueries({ queryKey: ["break-glass"] });
      props.onIssued(issued);
    },
  });
  return (
    <Modal title={t("issue")} open onClose={props.onClose}>
      <div className="b-form">
        <p className="b-quiet">{t("issue.lead")}</p>
        <SelectField
          label={t("person")}
          none={t("choose")}
          value={personId}
          onChange={setPersonId}
          options={people}
        />
        <ErrorMessage error={issuing.error} />
        <div className="b-actions">
          <Button disabled={personId === ""} loading={issuing.isPending} onClick={() => issuing.mutate()}>
            {t("issue.do")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
