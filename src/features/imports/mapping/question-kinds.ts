/** While one of these is open there is no profile to import by. */
export const blockingQuestions: readonly string[] = ["ask-required", "ask-start"];

/** What is told, and holds unless somebody says otherwise. */
export const settledQuestions: readonly string[] = ["ask-zone", "ask-nulls"];

/** Any of these says when an incident began. */
export const startFields: readonly string[] = ["detected", "started"];
