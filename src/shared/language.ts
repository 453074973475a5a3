/** The languages every text of the product exists in; the first is the default. */
export const languages = ["sv", "en"] as const;

export type Language = (typeof languages)[number];

export const defaultLanguage: Language = "sv";

/** A text in every language, for data that carries its own words (navigation, definitions). */
export type Label = Readonly<Record<Language, string>>;

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** The first language of an Accept-Language header (or navigator.languages) that we speak. */
export function preferredLanguage(wanted: string | readonly string[] | undefined): Language {
  const tags = typeof wanted === "string" ? wanted.split(",") : (wanted ?? []);
  for (const tag of tags) {
    const primary = tag.trim().split(/[-;]/u)[0]?.toLowerCase();
    if (isLanguage(primary)) return primary;
  }
  return defaultLanguage;
}

/** The BCP 47 tag whose conventions numbers, plurals and order follow. */
export const localeOf: Label = { sv: "sv-SE", en: "en-GB" };
