import { matches } from "./forms.ts";
import { termsOf, type Term } from "./parse.ts";

/** Where in a text a searched word stands, with a little of what is around it. */
export interface Passage {
  before: string;
  word: string;
  after: string;
}

const AROUND = { before: 50, after: 90 };
/** A text longer than this is not read to its end for the sake of showing where. */
const READ = 20_000;

const oneLine = (text: string) => text.replace(/\s+/gu, " ");

/** Cut between words, and marked where it is cut. */
function shortened(text: string, most: number, from: "start" | "end"): string {
  const line = oneLine(text);
  if (line.length <= most) return line;
  if (from === "start") return `${line.slice(0, most).replace(/\s+\S*$/u, "")} …`;
  return `… ${line.slice(-most).replace(/^\S*\s+/u, "")}`;
}

function asksFor(terms: readonly Term[], written: string): boolean {
  const word = written.toLocaleLowerCase("sv");
  return terms.some((term) => word.startsWith(term.word) || (!term.plain && matches(term.word, word)));
}

const wordsOf = (text: string) => text.slice(0, READ).matchAll(/[\p{L}\p{N}-]+/gu);

/** Pure: the first place that tells why a record was found; null when its title tells, or none of the texts does. */
export function passageOf(q: string, title: string, texts: readonly string[]): Passage | null {
  const terms = termsOf(q);
  if (wordsOf(title).some(([word]) => asksFor(terms, word))) return null;
  for (const text of texts) {
    const found = wordsOf(text).find(([word]) => asksFor(terms, word));
    if (found === undefined) continue;
    const [word] = found;
    return {
      before: shortened(text.slice(0, found.index), AROUND.before, "end"),
      word,
      after: shortened(text.slice(found.index + word.length), AROUND.after, "start"),
    };
  }
  return null;
}
