import { lookUp } from "../../../shared/texts.ts";
import { useLanguage } from "../../../web/preferences.ts";
import type { QuestionOut } from "../contract.ts";
import { texts } from "../texts.ts";
import { wordsIn } from "./words.ts";

/** A question as the same sentence that the command line says. */
export function useQuestionWords(): (question: QuestionOut) => string {
  const language = useLanguage();
  const words = wordsIn(language);
  return (question) => {
    const said: Record<string, string | number> = Object.fromEntries(
      Object.entries(question).map(([name, value]) => [name, shown(name, value, words)]),
    );
    if (question.code === "ask-date-forms") {
      said["count"] = question.forms.length;
      said["examples"] = question.forms.map(({ example }) => example).join("; ");
    }
    return lookUp(language, [texts], `imports.${question.code}`, said) ?? question.code;
  };
}

function shown(name: string, value: unknown, words: ReturnType<typeof wordsIn>): string | number {
  if (typeof value === "number") return value;
  const list = Array.isArray(value) ? value.filter((one) => typeof one === "string") : [String(value)];
  if (name === "field" || name === "fields") return list.map(words.field).join(", ");
  if (name === "targets") return list.map((one) => words.targetNamed(one)).join(", ");
  return list.join(", ");
}
