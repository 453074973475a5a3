import { useSyncExternalStore } from "react";
import { defaultLanguage, isLanguage, type Language } from "../shared/language.ts";

export type Scheme = "auto" | "light" | "dark";

type Preferences = { readonly language: Language | null; readonly scheme: Scheme };

/** Storage may be forbidden by the browser's settings; then a choice lasts as long as the page. */
function stored(name: string): string | null {
  try {
    return localStorage.getItem(`beredd.${name}`);
  } catch {
    return null;
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem(`beredd.${name}`, value);
  } catch {
    // Lasts as long as the page.
  }
}

function read(): Preferences {
  const language = stored("language");
  const scheme = stored("scheme");
  return {
    language: isLanguage(language) ? language : null,
    scheme: scheme === "light" || scheme === "dark" ? scheme : "auto",
  };
}

let current = read();
let organisationLanguage: Language = defaultLanguage;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function apply(next: Preferences): void {
  current = next;
  document.documentElement.lang = currentLanguage();
  document.documentElement.dataset["colorScheme"] = next.scheme;
  for (const listener of listeners) listener();
}

/** What the person chose, else what the organisation speaks. */
export function currentLanguage(): Language {
  return current.language ?? organisationLanguage;
}

export function setOrganisationLanguage(language: Language): void {
  if (language === organisationLanguage) return;
  organisationLanguage = language;
  apply(current);
}

export function chooseLanguage(language: Language): void {
  store("language", language);
  apply({ ...current, language });
}

export function chooseScheme(scheme: Scheme): void {
  store("scheme", scheme);
  apply({ ...current, scheme });
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

export function useScheme(): Scheme {
  return useSyncExternalStore(subscribe, () => current.scheme);
}
