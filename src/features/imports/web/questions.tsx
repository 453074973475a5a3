import { lookUp } from "../../../shared/texts.ts";
import { useTexts } from "../../../web/context.tsx";
import { SelectField } from "../../../web/kit/fields.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { useLanguage } from "../../../web/preferences.ts";
import { fieldOf, type Profile, type QuestionOut } from "../contract.ts";
import { assignValue, orderDays } from "./edit-profile.ts";
import { pageTexts } from "./page-texts.ts";
import { wordsIn } from "./words.ts";

interface Props {
  readonly profile: Profile;
  readonly questions: readonly QuestionOut[];
  readonly onChange: (profile: Profile) => void;
}

const textOf = (value: unknown) => (typeof value === "string" ? value : "");
const textsOf = (value: unknown) =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

/** What the file does not settle is asked, never chosen in silence. */
export function Questions({ profile, questions, onChange }: Props) {
  const t = useTexts(pageTexts);
  const language = useLanguage();
  const words = wordsIn(language);
  if (questions.length === 0) return null;
  return (
    <Section title={t("questions")}>
      <ul className="i-questions">
        {questions.map((question) => {
          const column = textOf(question["column"]);
          const about = [
            column,
            words.field(textOf(question["field"])),
            ...textsOf(question["columns"]),
          ].filter((part) => part !== "");
          return (
            <li key={`${question.code} ${column} ${textOf(question["field"])}`}>
              <span>
                {lookUp(language, [pageTexts], question.code) ?? question.code}{" "}
                {question.code === "ask-zone" ? "" : <strong>{about.join(", ")}</strong>}
              </span>
              {question.code === "ask-day-order" ? (
                <SelectField
                  label={`${t("order")}: ${textOf(question["example"])}`}
                  value=""
                  none="–"
                  options={[
                    { value: "day", label: t("order.day") },
                    { value: "month", label: t("order.month") },
                  ]}
                  onChange={(order) =>
                    onChange(orderDays(profile, column, order === "month" ? "month" : "day"))
                  }
                />
              ) : null}
              {question.code === "ask-values" ? (
                <Values {...{ profile, onChange, column }} values={textsOf(question["values"])} />
              ) : null}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Values(props: {
  readonly profile: Profile;
  readonly column: string;
  readonly values: readonly string[];
  readonly onChange: (profile: Profile) => void;
}) {
  const t = useTexts(pageTexts);
  const words = wordsIn(useLanguage());
  const { profile, column, values, onChange } = props;
  const mapped = profile.columns.find((one) => [one.column].flat().includes(column));
  const field = mapped === undefined ? undefined : fieldOf(profile.target, mapped.field);
  if (field?.type !== "choice") return null;
  return values.map((value) => (
    <SelectField
      key={value}
      label={value}
      value={String(mapped?.values?.[value] ?? "")}
      none={t("skip")}
      options={field.choices.map((choice) => ({ value: choice, label: words.choice(choice) }))}
      onChange={(to) => onChange(assignValue(profile, column, value, to === "" ? null : to))}
    />
  ));
}
