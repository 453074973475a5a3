import { sql } from "kysely";
import type { Db } from "../../../platform/database/transaction.ts";
import { matches, rootsOf } from "./forms.ts";
import { quoted, termsOf, type Term } from "./parse.ts";

/** Words of the index that one searched word may ask for: enough for every form, few enough to be quick. */
const MOST = 300;

async function wordsHolding(db: Db, roots: readonly string[]): Promise<string[]> {
  if (roots.length === 0) return [];
  const patterns = roots.map((root) => `%${root}%`);
  const { rows } = await sql<{ word: string }>`
    select word from incident_word where word collate "default" like any(${patterns}::text[])
    order by length(word) limit 5000`.execute(db);
  return rows.map((row) => row.word);
}

/** Nothing that occurs is a form of it: what begins with it, else what looks like it, for a slip of the pen. */
async function wordsLike(db: Db, word: string): Promise<string[]> {
  const begun = await sql<{ word: string }>`
    select word from incident_word where word collate "default" like ${`${word}%`} order by length(word) limit 100`.execute(
    db,
  );
  if (begun.rows.length > 0) return begun.rows.map((row) => row.word);
  const similar = await sql<{ word: string }>`
    select word from incident_word where word collate "default" % ${word}
      and similarity(word, ${word}) > 0.45 order by similarity(word, ${word}) desc limit 5`.execute(db);
  return similar.rows.map((row) => row.word);
}

async function askFor(db: Db, { word, plain }: Term): Promise<string> {
  if (plain) return word.length >= 4 ? `${quoted(word)}:*` : quoted(word);
  const occurring = (await wordsHolding(db, rootsOf(word))).filter((other) => matches(word, other));
  const chosen = occurring.length > 0 ? occurring : await wordsLike(db, word);
  return `(${[...new Set([word, ...chosen])].slice(0, MOST).map(quoted).join(" | ")})`;
}

/** The text as a question to the index: every word in some form or compound. Null when it holds no word. */
export async function questionOf(db: Db, text: string): Promise<string | null> {
  const terms = termsOf(text);
  if (terms.length === 0) return null;
  const asked = [];
  for (const term of terms) asked.push(await askFor(db, term));
  return asked.join(" & ");
}
