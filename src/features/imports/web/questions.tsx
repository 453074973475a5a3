import { Button } from "@digdir/designsystemet-react";
import { useTexts } from "../../../web/context.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import type { Profile, ProposalView, QuestionOut } from "../contract.ts";
import { leaveOut } from "./edit-profile.ts";
import { isDecided, keyOfQuestion } from "./open-questions.ts";
import { pageTexts } from "./page-texts.ts";
import { Answer } from "./answer.tsx";
import { useQuestionWords } from "./question-words.ts";

export interface Deciding {
  readonly proposal: ProposalView;
  readonly profile: Profile;
  readonly questions: readonly QuestionOut[];
  readonly decided: ReadonlySet<string>;
  readonly onChange: (profile: Profile) => void;
  readonly onDecided: (questions: readonly QuestionOut[]) => void;
  readonly onTarget: (target: string) => void;
}

/** What the file does not settle is asked, and decided where it stands; nothing is chosen in silence. */
export function Questions(props: Deciding) {
  const t = useTexts(pageTexts);
  const { questions, profile, decided, onChange, onDecided } = props;
  if (questions.length === 0) return null;
  const left = questions.filter((question) => !isDecided(question, profile, decided));
  const columns = left.flatMap((question) => (question.code === "ask-unmapped" ? [question] : []));
  const leaveAll = () =>
    onChange(columns.reduce((changed, { column }) => leaveOut(changed, column, true), profile));
  return (
    <Section title={t("questions")}>
      <p className="b-quiet" role="status">
        {t("questions.left", { count: left.length })}
      </p>
      <ul className="i-questions">
        {questions.map((question) => (
          <One key={keyOfQuestion(question)} {...props} question={question} />
        ))}
      </ul>
      {columns.length < 2 ? null : (
        <div className="b-actions">
          <Button variant="secondary" onClick={() => onDecided(columns)}>
            {t("unmapped.keep-all", { count: columns.length })}
          </Button>
          <Button variant="secondary" onClick={leaveAll}>
            {t("unmapped.leave-all", { count: columns.length })}
          </Button>
        </div>
      )}
    </Section>
  );
}

function One(props: Deciding & { readonly question: QuestionOut }) {
  const t = useTexts(pageTexts);
  const sentence = useQuestionWords();
  const { question, profile, decided, onDecided } = props;
  const done = isDecided(question, profile, decided);
  const byChoice = ["ask-start", "ask-required", "ask-zone", "ask-nulls"].includes(question.code);
  return (
    <li className="i-question" data-decided={done}>
      <p>
        <span aria-hidden="true">{done ? "✓" : "?"}</span> {sentence(question)}
      </p>
      <div className="i-answer">
        <Answer {...props} onAnswered={() => onDecided([question])} />
        {done || byChoice ? null : (
          <Button variant="secondary" onClick={() => onDecided([question])}>
            {t(question.code === "ask-unmapped" ? "unmapped.keep" : "as-proposed")}
          </Button>
        )}
      </div>
    </li>
  );
}
