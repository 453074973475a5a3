import type { Said } from "../../shared/faults.ts";
import type { Language } from "../../shared/language.ts";
import { lookUp, type MessageValue } from "../../shared/texts.ts";
import type { Reason } from "./reasons.ts";
import { texts } from "./texts.ts";

export type TextKey = keyof typeof texts.sv;

type Values = Readonly<Record<string, MessageValue>>;

export function say(language: Language, key: TextKey, values: Values = {}): string {
  return lookUp(language, [texts], key, values) ?? key;
}

export function bothOf(key: TextKey, values: Values = {}): Said {
  return { sv: say("sv", key, values), en: say("en", key, values) };
}

/** A reason as a sentence; its code where a text is missing. */
export function explain(
  language: Language,
  { code, params }: Pick<Reason, "params"> & { code: string },
): string {
  return lookUp(language, [texts], `imports.reason.${code}`, params) ?? code;
}
