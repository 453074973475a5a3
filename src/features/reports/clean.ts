/**
 * Text from records as it may stand in a document: no characters that XML forbids, no broken
 * surrogates, no controls that turn the reading direction of what follows. Markup stays text.
 */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- the forbidden characters are what is looked for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/gu, "")
      .replace(/[\u202a-\u202e\u2066-\u2069]/gu, "")
  );
}

/** Addresses and names that are looked up, never read. */
const notWords: ReadonlySet<string> = new Set(["href", "id", "key", "records", "address", "kind"]);

/** Changes every text in plain data and leaves its shape, and what only machines read, as it is. */
export function mapTexts<T>(data: T, change: (text: string) => string): T;
export function mapTexts(data: unknown, change: (text: string) => string): unknown {
  if (typeof data === "string") return change(data);
  if (Array.isArray(data)) return data.map((each: unknown) => mapTexts(each, change));
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      notWords.has(name) ? value : mapTexts<unknown>(value, change),
    ]),
  );
}

export function cleanAll<T>(data: T): T {
  return mapTexts(data, cleanText);
}

/** Lets a word too long for a column break; ordinary words are left to the hyphenator. */
export function breakable(text: string, longest = 28): string {
  return text.replace(new RegExp(`\\S{${longest + 1},}`, "gu"), (word) =>
    Array.from(word, (letter, index) => (index > 0 && index % 12 === 0 ? `\u200b${letter}` : letter)).join(
      "",
    ),
  );
}
