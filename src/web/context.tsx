import { createContext, useContext, useMemo, type ReactNode } from "react";
import { createFormat, type Format } from "../shared/format.ts";
import type { Label, Language } from "../shared/language.ts";
import { translator, type Catalogue, type Translate } from "../shared/texts.ts";
import type { PersonView } from "../features/access/contract.ts";
import { useLanguage } from "./preferences.ts";

/** What the installation says of itself before anyone has signed in. */
export interface Bootstrap {
  /** Null in an empty installation, which is then set up. */
  readonly organisationName: string | null;
  readonly language: Language;
  readonly timeZone: string;
  readonly version: string;
  readonly exampleSignIns?: readonly ExampleSignIn[];
}

export interface ExampleSignIn {
  readonly email: string;
  readonly role: Label;
  readonly password?: string;
}

const BootstrapContext = createContext<Bootstrap | null>(null);
const PersonContext = createContext<PersonView | null>(null);

export function BootstrapProvider(props: { value: Bootstrap; children: ReactNode }) {
  return <BootstrapContext value={props.value}>{props.children}</BootstrapContext>;
}

export function PersonProvider(props: { value: PersonView | null; children: ReactNode }) {
  return <PersonContext value={props.value}>{props.children}</PersonContext>;
}

const unknownInstallation: Bootstrap = {
  organisationName: null,
  language: "sv",
  timeZone: "Europe/Stockholm",
  version: "",
};

export function useBootstrap(): Bootstrap {
  return useContext(BootstrapContext) ?? unknownInstallation;
}

/** The person signed in; null on pages shown before signing in. */
export function usePerson(): PersonView | null {
  return useContext(PersonContext);
}

/** Whether to show what takes a permission. The server decides again on every call. */
export function useMay(): (permission: string | undefined) => boolean {
  const permissions = usePerson()?.permissions;
  return (permission) =>
    permission === undefined || permissions === undefined || permissions.includes(permission);
}

/** The texts of a feature in the person's language: `const t = useTexts(texts)`. */
export function useTexts<const C extends Catalogue>(
  catalogue: C & Parameters<typeof translator<[C]>>[1],
): Translate<C> {
  const language = useLanguage();
  return useMemo(() => translator<[C]>(language, catalogue), [language, catalogue]);
}

/** Numbers, times and lengths of time as the person reads them, in the organisation's zone. */
export function useFormat(): Format {
  const language = useLanguage();
  const { timeZone } = useBootstrap();
  return useMemo(() => createFormat({ language, timeZone }), [language, timeZone]);
}
