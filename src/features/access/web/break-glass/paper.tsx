import { Alert, Button } from "@digdir/designsystemet-react";
import { languages, type Language } from "../../../../shared/language.ts";
import { createFormat } from "../../../../shared/format.ts";
import { translator } from "../../../../shared/texts.ts";
import { useFormat, useTexts } from "../../../../web/context.tsx";
import { PageHeader } from "../../../../web/kit/page-header.tsx";
import { breakGlassTexts } from "../../break-glass.texts.ts";
import type { IssuedBreakGlass } from "../../contract.ts";

const steps = ["paper.step.2", "paper.step.3", "paper.step.4", "paper.step.5"] as const;

/** What to do with the code, in one language: nobody knows who opens the envelope. */
function Instructions({ issued, language }: { issued: IssuedBreakGlass["issued"]; language: Language }) {
  const { timeZone } = useFormat();
  const t = translator<[typeof breakGlassTexts]>(language, breakGlassTexts);
  const format = createFormat({ language, timeZone });
  return (
    <section lang={language}>
      <h2>{t("paper.title")}</h2>
      <p>
        {t("paper.for", { name: issued.personName })}.{" "}
        {t("paper.number", {
          number: issued.number,
          issued: format.date(issued.issuedAt),
          expires: format.date(issued.expiresAt),
        })}
        .
      </p>
      <p>
        <strong>{t("paper.when")}</strong>
      </p>
      <ol>
        <li>{t("paper.step.1", { address: location.origin })}</li>
        {steps.map((step) => (
          <li key={step}>{t(step)}</li>
        ))}
      </ol>
    </section>
  );
}

/** The page that is printed, put in an envelope and sealed. What is on it is nowhere else. */
export function Paper({
  issued,
  onDone,
}: {
  readonly issued: IssuedBreakGlass;
  readonly onDone: () => void;
}) {
  const t = useTexts(breakGlassTexts);
  const acts = (
    <>
      <Button data-primary-action onClick={() => print()}>
        {t("print")}
      </Button>
      <Button variant="tertiary" onClick={onDone}>
        {t("done")}
      </Button>
    </>
  );
  return (
    <div className="b-paper-page">
      <PageHeader title={issued.issued.number} actions={acts} />
      <Alert data-color="warning" className="b-outage b-no-print">
        {t("paper.once")}
      </Alert>
      <article className="b-paper">
        <p className="b-paper-code">
          <span className="ds-sr-only">{t("paper.code")}: </span>
          <code>{issued.code}</code>
        </p>
        {languages.map((language) => (
          <Instructions key={language} issued={issued.issued} language={language} />
        ))}
        <div className="b-paper-seal">
          {languages.map((language) => (
            <span key={language} lang={language}>
              {translator<[typeof breakGlassTexts]>(language, breakGlassTexts)("paper.seal")}
            </span>
          ))}
        </div>
      </article>
    </div>
  );
}
