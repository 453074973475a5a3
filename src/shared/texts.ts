import { IntlMessageFormat } from "intl-messageformat";
import { localeOf, type Label, type Language } from "./language.ts";
import type { MessageParams } from "./message-params.ts";

/** The union with a literal makes `satisfies Catalogue` keep each message as a literal type. */
type Message = (string & Record<never, never>) | "";

type Messages = Readonly<Record<string, Message>>;

/** The texts of one room: flat dotted keys, ICU MessageFormat values, the same keys everywhere. */
export type Catalogue = Readonly<Record<Language, Messages>>;

type Missing<C extends Catalogue> =
  | Exclude<keyof C["sv"], keyof C["en"]>
  | Exclude<keyof C["en"], keyof C["sv"]>;

/** Resolves to `unknown` for a complete catalogue, and to a type that names the keys otherwise. */
type Complete<C extends Catalogue> = [Missing<C>] extends [never]
  ? unknown
  : { "keys that one language lacks": Missing<C> };

export function defineTexts<const C extends Catalogue>(catalogue: C & Complete<C>): C {
  return catalogue;
}

export type MessageValue = string | number;

type Text<C extends Catalogue, K> = C extends Catalogue
  ? K extends keyof C["sv"]
    ? C["sv"][K] | (K extends keyof C["en"] ? C["en"][K] : never)
    : never
  : never;

type KeyOf<C extends Catalogue> = C extends Catalogue ? keyof C["sv"] & string : never;

type Params<S> = S extends string ? MessageParams<S> : never;

type Arguments<S> = [Params<S>] extends [never] ? [] : [params: Readonly<Record<Params<S>, MessageValue>>];

/** Looks a text up; wrong keys and missing parameters do not compile. */
export type Translate<C extends Catalogue> = <K extends KeyOf<C>>(
  key: K,
  ...args: Arguments<Text<C, K>>
) => string;

type Plain = (params?: Readonly<Record<string, MessageValue>>) => string;

const compiled = new WeakMap<Messages, Map<string, Plain>>();

function compile(message: string, language: Language): Plain {
  if (!/[{}'<]/u.test(message)) return () => message;
  const format = new IntlMessageFormat(message, localeOf[language], undefined, { ignoreTag: true });
  return (params) => String(format.format({ ...params }));
}

function messageOf(messages: Messages, key: string, language: Language): Plain | undefined {
  const message = Object.hasOwn(messages, key) ? messages[key] : undefined;
  if (message === undefined) return undefined;
  const known = compiled.get(messages) ?? new Map<string, Plain>();
  compiled.set(messages, known);
  const plain = known.get(key) ?? compile(message, language);
  known.set(key, plain);
  return plain;
}

/** Looks a text up by a key known only at run time; undefined when no catalogue has it. */
export function lookUp(
  language: Language,
  catalogues: readonly Catalogue[],
  key: string,
  params?: Readonly<Record<string, MessageValue>>,
): string | undefined {
  for (const catalogue of catalogues) {
    const plain = messageOf(catalogue[language], key, language);
    if (plain !== undefined) return plain(params);
  }
  return undefined;
}

type AllComplete<Cs extends readonly Catalogue[]> = { [I in keyof Cs]: Cs[I] & Complete<Cs[I]> };

/** The texts of one or more catalogues in one language; the first catalogue with the key wins. */
export function translator<const Cs extends readonly Catalogue[]>(
  language: Language,
  ...catalogues: AllComplete<Cs>
): Translate<Cs[number]> {
  const all: readonly Catalogue[] = catalogues;
  return (key, ...[params]) => {
    const text = lookUp(language, all, key, params);
    // Unreachable in typed code; a thrown error would take a whole page down for one word.
    return text ?? key;
  };
}

/** One text in every language, for data that carries its own words. */
export function labelOf<const C extends Catalogue>(catalogue: C & Complete<C>, key: KeyOf<C>): Label {
  const all: Catalogue = catalogue;
  return { sv: lookUp("sv", [all], key) ?? key, en: lookUp("en", [all], key) ?? key };
}
