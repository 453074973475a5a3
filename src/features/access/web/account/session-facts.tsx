import type { SessionItem } from "../../contract.ts";
import { accountTexts } from "../../account.texts.ts";
import { useFormat, useTexts } from "../../../../web/context.tsx";

/** A device as its owner knows it, and when it was there. */
export function SessionFacts({ session }: { readonly session: SessionItem }) {
  const t = useTexts(accountTexts);
  const format = useFormat();
  const { browser, system } = session;
  const device =
    browser !== null && system !== null
      ? t("session.device", { browser, system })
      : (browser ?? system ?? t("session.unknown"));
  const strong = session.secondFactor && session.method === "password" ? ` ${t("method.strong")}` : "";
  return (
    <div>
      <strong>{device}</strong>
      {session.current ? <span className="b-quiet"> · {t("session.here")}</span> : null}
      <p className="b-quiet">
        {t("session.facts", {
          opened: format.instant(session.openedAt),
          seen: format.instant(session.seenAt),
        })}{" "}
        {t(`method.${session.method}`)}
        {strong}.
      </p>
    </div>
  );
}
