import { errorTexts } from "../../shared/errors.texts.ts";
import type { Language } from "../../shared/language.ts";
import { lookUp } from "../../shared/texts.ts";

/** What a visit to an identity provider can end with. Anybody can write an address: nothing else is said from it. */
const told = /^(?:identity\.[a-z-]+|session\.(?:step-over|required))$/u;

export function sayVisit(language: Language, problem: string | null, name: string): string | undefined {
  if (problem === null || !told.test(problem)) return undefined;
  return lookUp(language, [errorTexts], problem, { name });
}
