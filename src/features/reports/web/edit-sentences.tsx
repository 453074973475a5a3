import { Alert, Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { TextField } from "../../../web/kit/fields.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import { valueText, type ReportModel, type SentenceView } from "../contract.ts";
import { pageTexts } from "./texts.ts";
import type { TextEdit } from "./use-report.ts";

type Changed = SentenceView["changed"][number];

/** `1 003 (756)`: the value, and what it was compared with. */
function useStanding(model: ReportModel): (of: Changed["was"], key: string) => string {
  return ({ value, comparison }, key) => {
    const unit = model.figures.find((figure) => figure.key === key)?.unit ?? "count";
    const said = (number: number | null) => valueText(number, unit, { language: model.language });
    return comparison === null ? said(value) : `${said(value)} (${said(comparison)})`;
  };
}

export function ChangedFigures(props: { readonly model: ReportModel; readonly changed: readonly Changed[] }) {
  const t = useTexts(pageTexts);
  const standing = useStanding(props.model);
  if (props.changed.length === 0) return null;
  return (
    <Alert data-color="warning" className="r-changed">
      <ul>
        {props.changed.map(({ key, label, was, now }) => (
          <li key={key}>
            {t("changed.figure", { label, was: standing(was, key), now: standing(now, key) })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function Sentence(props: {
  readonly sentence: SentenceView;
  readonly number: number;
  readonly model: ReportModel;
  readonly edit: TextEdit;
}) {
  const { sentence, edit } = props;
  const t = useTexts(pageTexts);
  const [text, setText] = useState(sentence.shown);
  const own = sentence.key === "own";
  const save = () => edit.run({ texts: { [sentence.key]: text.trim() } });
  return (
    <li>
      <ChangedFigures model={props.model} changed={sentence.changed} />
      <TextField
        label={own ? t("edit.own") : t("edit.sentence", { number: props.number })}
        rows={own ? 4 : 3}
        value={text}
        onChange={setText}
      />
      {sentence.edited && sentence.drafted !== "" ? (
        <p className="b-quiet">{t("edit.drafted", { text: sentence.drafted })}</p>
      ) : null}
      <div className="b-actions">
        {sentence.edited ? <StatusBadge tone="info">{t("edit.edited")}</StatusBadge> : null}
        {text.trim() === sentence.shown && sentence.changed.length === 0 ? null : (
          <Button variant="secondary" loading={edit.pending} onClick={save}>
            {t("edit.save")}
          </Button>
        )}
        {sentence.edited ? (
          <Button
            variant="tertiary"
            disabled={edit.pending}
            onClick={() => edit.run({ texts: { [sentence.key]: null } })}
          >
            {t("edit.reset")}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function Title({ title, edit }: { readonly title: string; readonly edit: TextEdit }) {
  const t = useTexts(pageTexts);
  const [text, setText] = useState(title);
  const written = text.trim();
  return (
    <div className="r-edit-title">
      <TextField label={t("edit.report-title")} value={text} maxLength={200} onChange={setText} />
      {written === title || written === "" ? null : (
        <Button variant="secondary" loading={edit.pending} onClick={() => edit.run({ title: written })}>
          {t("edit.save")}
        </Button>
      )}
    </div>
  );
}

/** The summary's sentences in place, each to be rewritten or given back to the figures. */
export function EditSentences(props: {
  readonly title: string;
  readonly sentences: readonly SentenceView[];
  readonly model: ReportModel;
  readonly edit: TextEdit;
}) {
  const t = useTexts(pageTexts);
  return (
    <div className="r-edit">
      <p className="b-quiet">{t("edit.lead")}</p>
      <ErrorMessage error={props.edit.error} />
      <Title key={props.title} title={props.title} edit={props.edit} />
      <ol>
        {props.sentences.map((sentence, index) => (
          <Sentence
            // What stands on the server is the start of what is written here, so it begins anew when that changes.
            key={`${sentence.key}:${sentence.shown}`}
            sentence={sentence}
            number={index + 1}
            model={props.model}
            edit={props.edit}
          />
        ))}
      </ol>
    </div>
  );
}
