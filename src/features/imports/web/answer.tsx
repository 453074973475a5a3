import { useTexts } from "../../../web/context.tsx";
import { CheckField, SelectField, TextField } from "../../../web/kit/fields.tsx";
import { useLanguage } from "../../../web/preferences.ts";
import { fieldOf, fields, startFields, targets, type Profile, type QuestionOut } from "../contract.ts";
import {
  assignField,
  assignValue,
  columnFor,
  columnOf,
  fieldOfColumn,
  isOrdered,
  leaveOut,
  nullWord,
  orderDays,
  takeForm,
  whenUnread,
  yearOfWeeks,
} from "./edit-profile.ts";
import { keyOfQuestion } from "./open-questions.ts";
import { pageTexts } from "./page-texts.ts";
import type { Deciding } from "./questions.tsx";
import { wordsIn } from "./words.ts";

type Of<Code extends QuestionOut["code"]> = Extract<QuestionOut, { code: Code }>;
type Answering<Question> = Deciding & { readonly question: Question; readonly onAnswered: () => void };

/** The control by which a question is decided, where it is asked. */
export function Answer(props: Answering<QuestionOut>) {
  const { question } = props;
  switch (question.code) {
    case "ask-target":
      return <TargetChoice {...props} />;
    case "ask-day-order":
      return <DayOrderChoice {...props} question={question} />;
    case "ask-date-forms":
      return <FormChoices {...props} question={question} />;
    case "ask-dates":
      return <UnreadChoice {...props} question={question} />;
    case "ask-year":
      return <YearField {...props} question={question} />;
    case "ask-values":
      return <ValueChoices {...props} question={question} />;
    case "ask-column":
      return <ColumnChoice {...props} field={question.field} columns={question.columns} />;
    case "ask-required":
      return <ColumnChoice {...props} field={question.field} columns={props.proposal.header} />;
    case "ask-start":
      return <ColumnChoice {...props} field={startFields[0] ?? ""} columns={props.proposal.header} />;
    case "ask-unmapped":
      return <UnmappedChoice {...props} question={question} />;
    case "ask-nulls":
      return <NullChoices {...props} question={question} />;
    case "ask-key":
      return <KeyChoice {...props} />;
    case "ask-zone":
      return null;
  }
}

function TargetChoice({ proposal, onTarget }: Deciding) {
  const t = useTexts(pageTexts);
  const words = wordsIn(useLanguage());
  return (
    <SelectField
      label={t("kind")}
      value={proposal.target}
      options={targets.map((value) => ({ value, label: words.target(value) }))}
      onChange={onTarget}
    />
  );
}

function DayOrderChoice(props: Answering<Of<"ask-day-order">>) {
  const t = useTexts(pageTexts);
  const { profile, question, decided, onChange, onAnswered } = props;
  const { column, patterns } = question;
  const chosen = decided.has(keyOfQuestion(question));
  const now = isOrdered(profile, column, patterns, "day-first") ? "day-first" : "month-first";
  return (
    <SelectField
      label={t("order")}
      value={chosen ? now : ""}
      none={t("choose.one")}
      options={[
        { value: "day-first", label: t("order.day") },
        { value: "month-first", label: t("order.month") },
      ]}
      onChange={(order) => {
        if (order === "") return;
        onChange(orderDays(profile, column, patterns, order === "month-first" ? "month-first" : "day-first"));
        onAnswered();
      }}
    />
  );
}

function FormChoices({ profile, question, onChange }: Answering<Of<"ask-date-forms">>) {
  const t = useTexts(pageTexts);
  const { column, forms } = question;
  // Between the orders of a form that was asked about, the profile holds one or the other.
  const formats = columnOf(profile, column)?.formats ?? profile.time.formats;
  const shape = (pattern: string) => pattern.replaceAll(/[dM]/g, "x");
  return forms.map(({ pattern, example, count }) => {
    const read = formats.find((format) => shape(format) === shape(pattern));
    return (
      <CheckField
        key={pattern}
        label={t("form", { example, count })}
        checked={read !== undefined}
        onChange={(taken) => onChange(takeForm(profile, column, read ?? pattern, taken))}
      />
    );
  });
}

function UnreadChoice({ profile, question, onChange, onAnswered }: Answering<Of<"ask-dates">>) {
  const t = useTexts(pageTexts);
  const { column } = question;
  return (
    <SelectField
      label={t("unread")}
      value={columnOf(profile, column)?.otherwise === "note" ? "note" : "reject"}
      options={[
        { value: "reject", label: t("unread.reject") },
        { value: "note", label: t("unread.note") },
      ]}
      onChange={(otherwise) => {
        onChange(whenUnread(profile, column, otherwise === "note" ? "note" : "reject"));
        onAnswered();
      }}
    />
  );
}

function YearField({ profile, question, onChange, onAnswered }: Answering<Of<"ask-year">>) {
  const t = useTexts(pageTexts);
  const { column } = question;
  return (
    <TextField
      label={t("year")}
      inputMode="numeric"
      maxLength={4}
      value={String(columnOf(profile, column)?.year ?? "")}
      onChange={(text) => {
        const year = /^\d{1,4}$/u.test(text) ? Number(text) : undefined;
        onChange(yearOfWeeks(profile, column, year));
        if (text.length === 4) onAnswered();
      }}
    />
  );
}

function ValueChoices({ profile, question, onChange, onAnswered }: Answering<Of<"ask-values">>) {
  const t = useTexts(pageTexts);
  const words = wordsIn(useLanguage());
  const { column, values } = question;
  const mapped = columnOf(profile, column);
  const field = fieldOf(profile.target, question.field);
  const options = choicesOf(field, words.choice);
  return values.map((value) => (
    <SelectField
      key={value}
      label={t("value", { value })}
      value={String(mapped?.values?.[value] ?? "")}
      none={t("skip")}
      options={options}
      onChange={(to) => {
        const number = field?.type === "integer" && to !== "" ? Number(to) : to;
        onChange(assignValue(profile, column, value, to === "" ? null : number));
        if (values.length === 1) onAnswered();
      }}
    />
  ));
}

function choicesOf(field: ReturnType<typeof fieldOf>, say: (word: string) => string) {
  if (field?.type === "choice") return field.choices.map((choice) => ({ value: choice, label: say(choice) }));
  if (field?.type !== "integer" || field.max === undefined) return [];
  const first = field.min ?? 0;
  return Array.from({ length: field.max - first + 1 }, (_, i) => ({
    value: String(first + i),
    label: String(first + i),
  }));
}

function ColumnChoice(
  props: Answering<QuestionOut> & { readonly field: string; readonly columns: readonly string[] },
) {
  const t = useTexts(pageTexts);
  const words = wordsIn(useLanguage());
  const { proposal, profile, field, columns, onChange, onAnswered } = props;
  return (
    <SelectField
      label={t("column-for", { field: words.field(field) })}
      value={columnFor(profile, field)}
      none={t("choose.one")}
      options={columns.map((column) => ({ value: column, label: column }))}
      onChange={(column) => {
        const formats = proposal.columns.find((one) => one.column === column)?.formats;
        onChange(column === "" ? unassign(profile, field) : assignField(profile, column, field, formats));
        onAnswered();
      }}
    />
  );
}

const unassign = (profile: Profile, field: string) => assignField(profile, columnFor(profile, field), "");

function UnmappedChoice(props: Answering<Of<"ask-unmapped">>) {
  const t = useTexts(pageTexts);
  const words = wordsIn(useLanguage());
  const { proposal, profile, question, onChange, onAnswered } = props;
  const { column } = question;
  const left = (profile.ignore ?? []).includes(column);
  return (
    <SelectField
      label={t("becomes")}
      value={left ? "leave" : fieldOfColumn(profile, column) || "keep"}
      options={[
        { value: "keep", label: t("unmapped.beside") },
        { value: "leave", label: t("unmapped.leave") },
        ...Object.keys(fields[profile.target]).map((field) => ({
          value: field,
          label: t("unmapped.field", { field: words.field(field) }),
        })),
      ]}
      onChange={(to) => {
        const formats = proposal.columns.find((one) => one.column === column)?.formats;
        const aside = to === "keep" || to === "leave";
        onChange(
          aside ? leaveOut(profile, column, to === "leave") : assignField(profile, column, to, formats),
        );
        onAnswered();
      }}
    />
  );
}

function NullChoices({ profile, question, onChange }: Answering<Of<"ask-nulls">>) {
  const t = useTexts(pageTexts);
  return question.words.map((word) => (
    <CheckField
      key={word}
      label={t("null-word", { word })}
      checked={profile.nulls.includes(word)}
      onChange={(isNull) => onChange(nullWord(profile, word, isNull))}
    />
  ));
}

function KeyChoice({ profile, onChange, onAnswered }: Answering<QuestionOut>) {
  const t = useTexts(pageTexts);
  const words = wordsIn(useLanguage());
  return (
    <SelectField
      label={t("key")}
      value={profile.identify.length === 1 ? (profile.identify[0] ?? "") : ""}
      none={profile.identify.length > 1 ? profile.identify.map(words.field).join(" + ") : t("choose.one")}
      options={profile.columns.map(({ field }) => ({ value: field, label: words.field(field) }))}
      onChange={(field) => {
        if (field === "") return;
        onChange({ ...profile, identify: [field] });
        onAnswered();
      }}
    />
  );
}
