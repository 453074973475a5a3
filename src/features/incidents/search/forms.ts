/**
 * Which words are forms of one another in Swedish, and which are compounds with one another. Not a dictionary: rules
 * that give every word its possible base forms. Two words are forms of each other when they share one.
 */

const vowel = "[aeiouyåäö]";

interface Rule {
  ending: string;
  /** What stands before the ending. */
  after?: RegExp;
  /** What the ending is replaced with to give a base form. */
  becomes: readonly string[];
  /** Letters that must be left; three where nothing is said. */
  least?: number;
}

const consonantNot = (letter: string) => new RegExp(`[bcdfghjklmnpqrstvwxz](?<!${letter})$`, "u");
const afterVowel = new RegExp(`${vowel}$`, "u");

/** servrar → server, kablarna → kabel, tecknet → tecken: the e falls away before the ending. */
function lostVowel(letter: "r" | "l" | "n", endings: readonly string[]): Rule[] {
  const after = consonantNot(letter);
  return endings.map((ending) => ({ ending: letter + ending, after, becomes: [`e${letter}`], least: 2 }));
}

const rules: readonly Rule[] = [
  { ending: "et", becomes: [""] },
  { ending: "en", becomes: [""] },
  { ending: "t", after: afterVowel, becomes: [""], least: 2 },
  { ending: "n", after: afterVowel, becomes: [""], least: 2 },
  { ending: "n", after: /[aeou][rl]$/u, becomes: [""] },
  { ending: "na", after: afterVowel, becomes: [""], least: 2 },
  { ending: "ar", becomes: ["", "e"] },
  { ending: "arna", becomes: ["", "e", "are"] },
  { ending: "er", becomes: [""], least: 2 },
  { ending: "erna", becomes: [""], least: 2 },
  { ending: "or", becomes: ["a"] },
  { ending: "orna", becomes: ["a"] },
  { ending: "r", after: /a$/u, becomes: [""] },
  { ending: "ade", becomes: ["a"] },
  { ending: "erat", becomes: ["era"] },
  { ending: "a", after: /(?:samm|ig|isk|bar|ell|iv)$/u, becomes: [""] },
  { ending: "t", after: /(?:sam|ig|isk|bar|iv)$/u, becomes: [""] },
  ...lostVowel("r", ["ar", "arna", "en", "et"]),
  ...lostVowel("l", ["ar", "arna", "er", "erna", "et", "en"]),
  ...lostVowel("n", ["ar", "arna", "et", "en"]),
];

/** Base words that end like a form of another: dator is no plural of data, radar none of rad. Also as last part. */
const bases: readonly string[] = [
  ..."dator kontor motor faktor rektor doktor monitor projektor sensor processor sponsor".split(" "),
  ..."administrator operator indikator generator sektor vektor editor router".split(" "),
  ..."server printer filter folder adapter kalender register nummer fönster mönster kluster center teater".split(
    " ",
  ),
  ..."svar radar token problem internet intranet ethernet paket budget".split(" "),
];

/** Forms that no rule of endings gives. */
const irregular: ReadonlyMap<string, string> = new Map(
  Object.entries({
    natt: "nätter nätterna",
    stad: "städer städerna",
    bok: "böcker böckerna",
    brand: "bränder bränderna",
    hand: "händer händerna",
    land: "länder länderna",
    mus: "möss mössen",
    man: "män männen",
    son: "söner sönerna",
    rand: "ränder ränderna",
  }).flatMap(([base, forms]) => forms.split(" ").map((form): [string, string] => [form, base])),
);

/** What must not be taken off a base word itself: `dator` keeps its -or, while `datorer` loses its -er. */
function isBase(word: string): boolean {
  return bases.some((base) => word.endsWith(base));
}

/** rummet → rumm → rum; numret → numer → nummer: m and n are doubled between vowels only. */
function respelled(base: string): string[] {
  if (/(?:mm|nn)$/u.test(base)) return [base, base.slice(0, -1)];
  const doubled = /^(.*[aeiouyåäö])([mn])(e[rln])$/u.exec(base);
  return doubled === null ? [base] : [base, `${doubled[1]}${doubled[2]}${doubled[2]}${doubled[3]}`];
}

function shortened(word: string): string[] {
  if (isBase(word)) return [];
  return rules.flatMap(({ ending, after, becomes, least = 3 }) => {
    if (!word.endsWith(ending)) return [];
    const left = word.slice(0, -ending.length);
    if (left.length < least || (after !== undefined && !after.test(left))) return [];
    return becomes.flatMap((end) => respelled(left + end));
  });
}

/** The possible base forms of a word, itself among them: what two forms of one word have in common. */
export function baseForms(word: string): ReadonlySet<string> {
  const found = new Set([word]);
  const plain = irregular.get(word);
  if (plain !== undefined) found.add(plain);
  // A genitive is a form with an s after it; `ss` and short words end so by themselves.
  const owned = /[^s]s$/u.test(word) && word.length >= 5 ? [word.slice(0, -1)] : [];
  for (const one of [word, ...owned]) {
    found.add(one);
    for (const base of shortened(one)) found.add(base);
  }
  const ofOwner = owned.map((one) => irregular.get(one)).filter((base) => base !== undefined);
  for (const base of ofOwner) found.add(base);
  return found;
}

export function areForms(a: string, b: string): boolean {
  const forms = baseForms(a);
  return [...baseForms(b)].some((base) => forms.has(base));
}

/** Three letters, and yet parts of compounds that people search for: nätfel, elnätet, hjälpappen. */
const shortParts = new Set(["fel", "nät", "app"]);
/** Ends of words that are no words in compounds: uppdatering is no kind of ring. */
const suffixes = new Set("ring ning ande ende else sion tion skap lighet erna arna orna".split(" "));
/** Whole words that look like compounds and are none. */
const wholes = new Set(
  "kontroll rapport support transport import export respekt program telegram diagram instans".split(" "),
);
/** What follows a word without making it a compound: endings, also those of another word (konto, kontoret). */
const ending = /^(?:ades?|ande|arens?|ares?|else[nr]?|r?(?:ets?|ens?|[aeo]r(?:na)?s?|nas?))$/u;

function mayBePart(part: string): boolean {
  return (part.length >= 4 && !suffixes.has(part)) || shortParts.has(part);
}

/** Is `part`, in some form, the last part of the word: stopp of driftstoppet? */
function endsIn(word: string, part: string): boolean {
  const least = shortParts.has(part) ? 2 : 3;
  return [...baseForms(word)].some(
    (base) => base.endsWith(part) && base.length - part.length >= least && !wholes.has(base),
  );
}

/** Is `part` the first part of the word: server of serverrum, skola of skolnätet? */
function beginsWith(word: string, part: string): boolean {
  const trunk = /[ae]$/u.test(part) && part.length >= 5 ? part.slice(0, -1) : part;
  const rest = word.slice(trunk.length);
  return (
    word.startsWith(trunk) && rest.length >= 3 && !ending.test(rest) && new RegExp(vowel, "u").test(rest)
  );
}

/** Is the word a compound in which what is searched for, in some form, is the first or the last part? */
export function isCompoundWith(word: string, searched: string): boolean {
  if (irregular.has(word)) return false;
  return [...baseForms(searched)]
    .filter(mayBePart)
    .some((part) => word.length > part.length + 1 && (endsIn(word, part) || beginsWith(word, part)));
}

export function matches(searched: string, word: string): boolean {
  return areForms(searched, word) || isCompoundWith(word, searched);
}

/** The shortest beginnings that every form of the word shares: what is looked for among the words that occur. */
export function rootsOf(searched: string): string[] {
  const roots = [...baseForms(searched)].map((base) => {
    const cut = /(?:mm|nn)?e[rln]$/u.exec(base);
    if (cut !== null && base.length - 2 >= 3) return base.slice(0, -2).replace(/(m|n)\1$/u, "$1");
    return /[ae]$/u.test(base) && base.length >= 4 ? base.slice(0, -1) : base;
  });
  const unlike = [...irregular].filter(([, base]) => base === searched).map(([form]) => form.slice(0, 3));
  const all = [...new Set([...roots, ...unlike])].filter((root) => root.length >= 3);
  // A root that holds another is found by looking for the other.
  return all.filter((root) => !all.some((other) => other !== root && root.includes(other)));
}
