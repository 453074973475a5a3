/** Times that people write less exactly than a clock: an ISO week, a night. */

/** Longer than any of them: a column of running text is not searched for one. */
const LONGEST = 40;

const weekLast = /^(\d{4})(?:(-?)([Ww])|( ?)([Vv])(\.?)( ?)|( )([Vv]ecka|[Ww]eek)( ))(\d{1,2})$/u;
const weekFirst = /^([Vv]ecka|[Ww]eek|[Vv]\.?|[Ww])( ?)(\d{1,2})(,? |\/)(\d{4})$/u;
const weekAlone = /^(?:vecka|week|v\.?|w) ?(\d{1,2})$/iu;

const quoted = (text: string) => (text === "" ? "" : `'${text}'`);

/** A value that names a week and its year, as a pattern; null for anything else. */
export function weekPattern(value: string): string | null {
  if (value.length > LONGEST) return null;
  const last = weekLast.exec(value);
  if (last !== null) {
    const between = last.slice(2, 11).join("");
    return `YYYY${literals(between)}w`;
  }
  const first = weekFirst.exec(value);
  if (first === null) return null;
  const [, word = "", gap = "", , joint = ""] = first;
  return `${quoted(word)}${gap}w${literals(joint)}YYYY`;
}

/** The number of a week that is written without its year: no time can be told from it alone, and no year is guessed. */
export function yearlessWeek(value: string): number | null {
  const week = value.length > LONGEST ? null : weekAlone.exec(value);
  const number = Number(week?.[1] ?? 0);
  return number >= 1 && number <= 53 ? number : null;
}

/** Letters stand in quotes; spaces and signs as they are. */
function literals(text: string): string {
  return text.replaceAll(/\p{L}[\p{L}.]*/gu, quoted);
}

export interface NightFrame {
  /** What stands before and after the date, as a pattern. */
  before: string;
  after: string;
  /** The date alone. */
  date: string;
}

const nightTo = /^((?:natten|natt) (?:till|mot|före)(?: den)? |night (?:before|to) )(.+)$/iu;
const nightOf = /^(natten|natt|night)( (?:den )?)(.+)$/iu;
const nightAfter = /^(.+?)(,? )(natten|natt|night)$/iu;

/**
 * A value that names a night. `natten till den 13` leads to the morning of the 13th and begins the day before (`BB`);
 * `den 13, natt` begins on the 13th (`B`).
 */
export function nightFrame(value: string): NightFrame | null {
  if (value.length > LONGEST || !/natt|night/iu.test(value)) return null;
  const to = nightTo.exec(value);
  if (to !== null) return { before: "BB ", after: "", date: to[2] ?? "" };
  const after = nightAfter.exec(value);
  if (after !== null) return { before: "", after: `${after[2] ?? " "}B`, date: after[1] ?? "" };
  const of = nightOf.exec(value);
  return of === null ? null : { before: `B${literals(of[2] ?? " ")}`, after: "", date: of[3] ?? "" };
}
