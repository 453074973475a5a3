import {
  fieldOf,
  settledQuestions,
  startFields,
  type Profile,
  type ProposalView,
  type QuestionOut,
} from "../contract.ts";
import { columnOf, fieldOfColumn } from "./edit-profile.ts";

export function keyOfQuestion(question: QuestionOut): string {
  const column = "column" in question ? question.column : "";
  const field = "field" in question ? question.field : "";
  const example = "example" in question ? question.example : "";
  return [question.code, column, field, example].join(" ");
}

/** What is asked of the profile as it stands now: what a person maps by hand is asked about as what was proposed. */
export function questionsNow(proposal: ProposalView, profile: Profile): QuestionOut[] {
  // A profile that is saved was decided when it was made; only what it lacks for the figures is asked.
  const proposed =
    profile.key === "proposed" ? proposal.questions.filter((one) => stillFits(one, profile)) : [];
  const start = proposal.questions.some(({ code }) => code === "ask-start") && profile.key === "proposed";
  const lacksStart = profile.target === "incidents" && !start && !hasStart(profile);
  return [
    ...(lacksStart ? [{ code: "ask-start" as const, fields: [...startFields] }] : []),
    ...proposed,
    ...(profile.key === "proposed" ? ordersOfMapped(proposal, profile) : []),
  ];
}

/** A question about a column that no longer is what it was asked about has gone with it. */
function stillFits(question: QuestionOut, profile: Profile): boolean {
  switch (question.code) {
    case "ask-day-order":
    case "ask-date-forms":
    case "ask-dates":
    case "ask-year":
      return fieldOf(profile.target, fieldOfColumn(profile, question.column))?.type === "time";
    case "ask-values":
      return fieldOfColumn(profile, question.column) === question.field;
    default:
      return true;
  }
}

function ordersOfMapped(proposal: ProposalView, profile: Profile): QuestionOut[] {
  return proposal.columns.flatMap(({ column, field, unsettled }) => {
    const type = fieldOf(profile.target, fieldOfColumn(profile, column))?.type;
    const before = fieldOf(profile.target, field ?? "")?.type;
    if (type !== "time" || before === "time") return [];
    return unsettled.map(({ order, evidence, patterns }) => ({
      code: "ask-day-order" as const,
      column,
      example: evidence.join(", "),
      order,
      patterns,
    }));
  });
}

const hasStart = (profile: Profile) => profile.columns.some(({ field }) => startFields.includes(field));

/** Whether somebody has decided it, or what has been chosen since answers it. */
export function isDecided(question: QuestionOut, profile: Profile, decided: ReadonlySet<string>): boolean {
  if (question.code === "ask-start") return hasStart(profile);
  if (question.code === "ask-required") return profile.columns.some(({ field }) => field === question.field);
  if (settledQuestions.includes(question.code) || decided.has(keyOfQuestion(question))) return true;
  if (question.code === "ask-unmapped")
    return (
      columnOf(profile, question.column) !== undefined || (profile.ignore ?? []).includes(question.column)
    );
  return false;
}
