import { Alert, Button, Spinner } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { accountTexts } from "../../account.texts.ts";
import type { OfferedReset, PersonListItem, PersonSignIn } from "../../contract.ts";
import { signInSettingTexts } from "../../sign-in.texts.ts";
import { api } from "../../../../web/api.ts";
import { useFormat, useTexts } from "../../../../web/context.tsx";
import { Modal } from "../../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { notify } from "../../../../web/notify.ts";
import { SessionFacts } from "../account/session-facts.tsx";
import "../account/account.css";

type T = ReturnType<typeof useTexts<typeof signInSettingTexts>>;

function waysOf(seen: PersonSignIn, t: T): string {
  const ways = [
    seen.hasPassword ? t("help.password") : null,
    seen.passkeys > 0 ? t("help.passkeys", { count: seen.passkeys }) : null,
    seen.hasSecondFactor ? t("help.app") : null,
    ...seen.providers,
  ].filter((way) => way !== null);
  return ways.length === 0 ? t("help.none") : ways.join(", ");
}

function Reset({ offered }: { readonly offered: OfferedReset }) {
  const t = useTexts(signInSettingTexts);
  const format = useFormat();
  const link = offered.link.startsWith("/") ? location.origin + offered.link : offered.link;
  return (
    <Alert data-color="info">
      <p>{t("help.link", { at: format.instant(offered.endsAt) })}</p>
      <code className="b-secret">{link}</code>
    </Alert>
  );
}

function Acts({ seen }: { readonly seen: PersonSignIn }) {
  const t = useTexts(signInSettingTexts);
  const client = useQueryClient();
  const path = `/people/${seen.personId}`;
  const reset = useMutation({
    mutationFn: () => api.post<OfferedReset>(`${path}/password-reset`, {}),
  });
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: async () => {
      notify(t("help.done"));
      await client.invalidateQueries({ queryKey: ["person", "sign-in", seen.personId] });
    },
  });
  const acts = [
    [t("help.out"), seen.sessions.length > 0, () => api.post(`${path}/sign-out`, {})],
    [t("help.app.remove"), seen.hasSecondFactor, () => api.delete(`${path}/second-factor`)],
    [t("help.keys.remove"), seen.passkeys > 0, () => api.delete(`${path}/passkeys`)],
  ] as const;
  return (
    <>
      {reset.data === undefined ? null : <Reset offered={reset.data} />}
      <ErrorMessage error={reset.error ?? act.error} />
      <div className="b-actions">
        <Button variant="secondary" data-size="sm" loading={reset.isPending} onClick={() => reset.mutate()}>
          {t("help.reset")}
        </Button>
        {acts
          .filter(([, shown]) => shown)
          .map(([label, , work]) => (
            <Button
              key={label}
              variant="tertiary"
              data-color="danger"
              data-size="sm"
              onClick={() => act.mutate(work)}
            >
              {label}
            </Button>
          ))}
      </div>
    </>
  );
}

/** How a person signs in, and what an administrator can do for somebody who cannot. */
export function PersonSignInDialog(props: { readonly person: PersonListItem; readonly onClose: () => void }) {
  const t = useTexts(signInSettingTexts);
  const says = useTexts(accountTexts);
  const { id, name } = props.person;
  const seen = useQuery({
    queryKey: ["person", "sign-in", id],
    queryFn: () => api.get<PersonSignIn>(`/people/${id}/sign-in`),
  });
  return (
    <Modal title={t("help.title", { name })} open onClose={props.onClose}>
      <ErrorMessage error={seen.error} />
      {seen.isPending ? <Spinner aria-label={t("help")} /> : null}
      {seen.data === undefined ? null : (
        <div className="b-form">
          <p>
            {t("help.ways")}: {waysOf(seen.data, t)}
            {seen.data.needsSecondFactor ? `. ${says("factor.needed")}` : ""}
          </p>
          {seen.data.sessions.length === 0 ? (
            <p className="b-quiet">{t("help.nowhere")}</p>
          ) : (
            <div>
              <strong>{t("help.sessions")}</strong>
              <ul className="b-ways-list">
                {seen.data.sessions.map((session) => (
                  <li key={session.id}>
                    <SessionFacts session={session} />
                  </li>
                ))}
              </ul>
            </div>
          )}
          <Acts seen={seen.data} />
        </div>
      )}
    </Modal>
  );
}
