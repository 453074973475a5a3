import type { Language } from "../../../shared/language.ts";
import { lookUp } from "../../../shared/texts.ts";
import type { ReasonOut, Target } from "../contract.ts";
import { texts } from "../texts.ts";
import { fieldTexts } from "../field.texts.ts";

export interface Words {
  readonly field: (name: string) => string;
  readonly target: (target: Target) => string;
  readonly targetNamed: (name: string) => string;
  readonly choice: (word: string) => string;
  readonly reason: (reason: ReasonOut) => string;
}

/** Words for what is named by data: fields, kinds of records, reasons. */
export function wordsIn(language: Language): Words {
  return {
    field: (name) => lookUp(language, [fieldTexts], `field.${name}`) ?? name,
    target: (target) => lookUp(language, [fieldTexts], `target.${target}`) ?? target,
    targetNamed: (name) => lookUp(language, [fieldTexts], `target.${name}`) ?? name,
    choice: (word) => lookUp(language, [fieldTexts], `choice.${word}`) ?? word,
    reason: ({ code, params }) => lookUp(language, [texts], `imports.reason.${code}`, params) ?? code,
  };
}
