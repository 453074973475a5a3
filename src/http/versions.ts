/** The version of a record in an answer, for ETag. */
export function currentVersion(answer: unknown): number | undefined {
  if (typeof answer !== "object" || answer === null || !("version" in answer)) return undefined;
  return typeof answer.version === "number" ? answer.version : undefined;
}
