import type { Language } from "../../shared/language.ts";
import { lookUp } from "../../shared/texts.ts";
import { fieldTexts } from "./field.texts.ts";
import { namesPeople } from "./mapping/match.ts";
import type { Question } from "./mapping/questions.ts";
import type { FileProposal } from "./propose-file.ts";
import { say } from "./say.ts";

/** What is proposed for a file, for somebody who reads it on a terminal. */
export function describeProposal(language: Language, found: FileProposal): string {
  const { header, rows, target, columns, questions } = found;
  const width = header.reduce((most, name) => Math.max(most, name.length), 0);
  const lines = columns.map(({ column, field }) => {
    const beside = namesPeople(column) ? "imports.command.propose.people" : "imports.command.propose.beside";
    const to = field === null ? say(language, beside) : fieldName(language, field);
    return `  ${column.padEnd(width)}  ${to}`;
  });
  const what = lookUp(language, [fieldTexts], `target.${target}`) ?? target;
  const asked = questions.map((question) => `  ${askIn(language, question)}`);
  return [
    say(language, "imports.command.propose.what", { rows, columns: header.length, target: what }),
    "",
    ...lines,
    ...(asked.length === 0 ? [] : ["", say(language, "imports.command.propose.questions"), ...asked]),
  ].join("\n");
}

/** What the file does not settle, as a sentence. */
export function askIn(language: Language, question: Question): string {
  const name = (field: string) => fieldName(language, field);
  switch (question.code) {
    case "ask-target":
      return say(language, "imports.ask-target", {
        targets: question.targets
          .map((target) => lookUp(language, [fieldTexts], `target.${target}`) ?? target)
          .join(", "),
      });
    case "ask-day-order":
      return say(language, "imports.ask-day-order", { column: question.column, example: question.example });
    case "ask-dates":
    case "ask-year":
      return say(language, `imports.${question.code}`, {
        column: question.column,
        count: question.count,
        example: question.example,
      });
    case "ask-date-forms":
      return say(language, "imports.ask-date-forms", {
        column: question.column,
        count: question.forms.length,
        examples: question.forms.map(({ example }) => example).join("; "),
      });
    case "ask-start":
      return say(language, "imports.ask-start", { fields: question.fields.map(name).join(", ") });
    case "ask-unmapped":
      return say(language, "imports.ask-unmapped", { column: question.column, example: question.example });
    case "ask-nulls":
      return say(language, "imports.ask-nulls", { words: question.words.join(", ") });
    case "ask-zone":
      return say(language, "imports.ask-zone", {
        columns: question.columns.join(", "),
        zone: question.zone,
      });
    case "ask-values":
      return say(language, "imports.ask-values", {
        column: question.column,
        field: name(question.field),
        values: question.values.join(", "),
      });
    case "ask-column":
      return say(language, "imports.ask-column", {
        field: name(question.field),
        columns: question.columns.join(", "),
      });
    case "ask-required":
      return say(language, "imports.ask-required", { field: name(question.field) });
    case "ask-key":
      return say(language, "imports.ask-key", {
        fields: question.fields.map(name).join(", "),
        repeated: question.repeated,
      });
  }
}

function fieldName(language: Language, field: string): string {
  return lookUp(language, [fieldTexts], `field.${field}`) ?? field;
}
