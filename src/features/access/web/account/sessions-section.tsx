import { Button } from "@digdir/designsystemet-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SessionList } from "../../contract.ts";
import { accountTexts } from "../../account.texts.ts";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { ConfirmDialog } from "../../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { CheckField } from "../../../../web/kit/fields.tsx";
import { Section } from "../../../../web/kit/page-header.tsx";
import { sessionKey } from "../../../../web/queries.ts";
import { SessionFacts } from "./session-facts.tsx";
import { accountKey, useAct } from "./use-act.ts";

export function SessionsSection() {
  const t = useTexts(accountTexts);
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [keys, setKeys] = useState(false);
  const sessions = useQuery({
    queryKey: [...accountKey, "sessions"],
    queryFn: () => api.get<SessionList>("/account/sessions"),
  });
  const end = useAct(
    (id: string) => api.delete(`/account/sessions/${id}`),
    () => t("session.ended"),
  );
  const everywhere = useAct((keysToo: boolean) =>
    api.post("/account/sign-out-everywhere", { keys: keysToo }),
  );
  return (
    <Section
      title={t("sessions")}
      actions={
        <Button variant="secondary" data-color="danger" data-size="sm" onClick={() => setAsking(true)}>
          {t("session.everywhere")}
        </Button>
      }
    >
      <ErrorMessage error={sessions.error ?? end.error} />
      <ul className="b-ways-list">
        {(sessions.data?.items ?? []).map((session) => (
          <li key={session.id}>
            <SessionFacts session={session} />
            {session.current ? null : (
              <Button variant="tertiary" data-size="sm" onClick={() => end.mutate(session.id)}>
                {t("session.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        title={t("session.everywhere")}
        open={asking}
        onClose={() => setAsking(false)}
        confirmLabel={t("session.everywhere")}
        danger
        pending={everywhere.isPending}
        error={everywhere.error}
        onConfirm={() => everywhere.mutate(keys, { onSuccess: () => client.setQueryData(sessionKey, null) })}
      >
        <p>{t("session.everywhere.what")}</p>
        <CheckField label={t("session.everywhere.keys")} checked={keys} onChange={setKeys} />
      </ConfirmDialog>
    </Section>
  );
}
