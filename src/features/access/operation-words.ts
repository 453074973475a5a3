import type { Language } from "../../shared/language.ts";
import { lookUp } from "../../shared/texts.ts";
import { operationWords } from "./operation-words.texts.ts";
import { permissionWords } from "./permission-words.texts.ts";
import { roleTexts } from "./roles.texts.ts";

/** `incident.declare-major` as "Incident: utropa till major incident"; undefined where words are missing. */
export function sayOperation(name: string, language: Language): string | undefined {
  const [noun = "", act = ""] = name.split(".");
  const subject = lookUp(language, [operationWords], `noun.${noun}`);
  const done =
    lookUp(language, [operationWords], `act.${name}`) ?? lookUp(language, [operationWords], `act.${act}`);
  return subject === undefined || done === undefined ? undefined : `${subject}: ${done}`;
}

export function sayPermission(permission: string, language: Language): string {
  return lookUp(language, [permissionWords], `permission.${permission}`) ?? permission;
}

export function sayFeature(feature: string, language: Language): string {
  return lookUp(language, [roleTexts], `feature.${feature}`) ?? feature;
}
