/** One word of what is searched for. */
export interface Term {
  word: string;
  /** Names and numbers have no forms: they are looked for as they stand, and by their beginning. */
  plain: boolean;
}

/** Words so common that they tell nothing; they count only when there is nothing else. */
const common = new Set(
  (
    "och att det som en ett på är av för med till den har inte om i vi de kan var men så från " +
    "the and of to in is"
  ).split(" "),
);

/** At most eight words: nobody writes more, and each costs a question. */
export function termsOf(text: string): Term[] {
  const words = text
    .toLocaleLowerCase("sv")
    .split(/[^\p{L}\p{N}-]+/u)
    .map((word) => word.replace(/^-+|-+$/gu, ""))
    .filter((word) => word !== "");
  const telling = words.filter((word) => !common.has(word) && (word.length > 1 || /\d/u.test(word)));
  const chosen = telling.length > 0 ? telling : words;
  return [...new Set(chosen)]
    .slice(0, 8)
    .map((word) => ({ word, plain: /[\d-]/u.test(word) || word.length < 3 }));
}

/** A lexeme as PostgreSQL reads it in a tsquery; the words hold letters, digits and hyphens only. */
export function quoted(lexeme: string): string {
  return `'${lexeme.replace(/['\\]/gu, "")}'`;
}

/** `INC-2023-0412` as the number that the index is in the order of; null when it is none. */
export function numberOrder(text: string): number | null {
  const parts = /^[a-z]{2,5}-(\d{4})-(\d{1,9})$/iu.exec(text.trim());
  return parts === null ? null : Number(parts[1]) * 1_000_000_000 + Number(parts[2]);
}
