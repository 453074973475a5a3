/**
 * The parameters of an ICU message, read from its literal type, so that a forgotten or
 * misspelt parameter does not compile. It walks brace by brace: a brace in running text opens
 * an argument, a brace inside an argument opens the text of a plural or select branch.
 */

type NextBrace<S extends string> = S extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${infer Rest}`
    ? { brace: "}"; rest: `${Rest}{${After}` }
    : { brace: "{"; rest: After }
  : S extends `${string}}${infer After}`
    ? { brace: "}"; rest: After }
    : null;

type Trim<S extends string> = S extends ` ${infer Rest}`
  ? Trim<Rest>
  : S extends `${infer Rest} `
    ? Trim<Rest>
    : S;

type NameAt<S extends string> = S extends `${infer Head}}${string}`
  ? Head extends `${infer Name},${string}`
    ? Trim<Name>
    : Trim<Head>
  : never;

type Place = "argument" | "text";

type Walk<S extends string, Stack extends Place[], Found extends string> =
  NextBrace<S> extends infer Next
    ? Next extends { brace: "{"; rest: infer Rest extends string }
      ? Stack extends ["argument", ...Place[]]
        ? Walk<Rest, ["text", ...Stack], Found>
        : Walk<Rest, ["argument", ...Stack], Found | NameAt<Rest>>
      : Next extends { brace: "}"; rest: infer Rest extends string }
        ? Stack extends [Place, ...infer Outer extends Place[]]
          ? Walk<Rest, Outer, Found>
          : Found
        : Found
    : Found;

/** The names of a message's parameters; every name when the message is not known as a literal. */
export type MessageParams<S extends string> = string extends S ? string : Walk<S, [], never>;
