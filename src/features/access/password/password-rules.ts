import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError, type FieldFault } from "../../../shared/errors.ts";

/** What an attacker knows of the one whose password it is. */
export interface Whose {
  email: string;
  name: string;
  organisation: string;
}

/** Read once: it lies beside the code, and is small. */
const common: ReadonlySet<string> = new Set(
  readFileSync(join(import.meta.dirname, "common-passwords.txt"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#")),
);

const plainOf = (text: string) => text.normalize("NFC").toLowerCase();
const lettersOf = (text: string) => plainOf(text).replace(/[^\p{L}\p{N}]/gu, "");

/** Words of one's own that are long enough to be a part of a password on purpose. */
function ownWords({ email, name, organisation }: Whose): string[] {
  const words = [email, email.split("@")[0] ?? "", ...name.split(/\s+/), name, organisation, "beredd"];
  return [...new Set(words.map(lettersOf))].filter((word) => word.length >= 4);
}

const isRun = (text: string) => {
  const steps = new Set(
    Array.from(text.slice(1), (letter, index) => letter.charCodeAt(0) - text.charCodeAt(index)),
  );
  return steps.size === 1;
};

type Weakness = "common" | "own" | "plain";

/**
 * Pure: why the password is guessed first, or null. Length is what counts (NIST SP 800-63B, ASVS 6.2): no kinds of
 * characters are asked for, and nothing expires.
 */
export function weaknessOf(password: string, whose: Whose): Weakness | null {
  const plain = plainOf(password);
  const letters = lettersOf(password);
  if (common.has(plain) || common.has(letters)) return "common";
  if (new Set(plain).size < 5 || /^\d+$/.test(letters) || isRun(letters) || isRun(plain)) return "plain";
  // What is left of it without one's own words must be a password.
  const rest = ownWords(whose).reduce((left, word) => left.replaceAll(word, ""), letters);
  return rest.length < 8 && rest.length < letters.length ? "own" : null;
}

const said: Record<Weakness, Omit<FieldFault, "path">> = {
  common: {
    sv: "Lösenordet är ett av dem som gissas först. Välj ett annat.",
    en: "The password is one of those that are guessed first. Choose another.",
  },
  own: {
    sv: "Lösenordet består mest av ditt namn, din adress eller organisationens namn. Välj ett annat.",
    en: "The password is mostly your name, your address or the organisation's name. Choose another.",
  },
  plain: {
    sv: "Lösenordet är för enformigt. En mening med flera ord är lätt att minnas och svår att gissa.",
    en: "The password is too plain. A sentence of several words is easy to remember and hard to guess.",
  },
};

/** Throws `input.invalid` for a password that is guessed first. */
export function requireStrong(password: string, whose: Whose): void {
  const weakness = weaknessOf(password, whose);
  if (weakness === null) return;
  throw new AppError("input.invalid", { faults: [{ path: "password", ...said[weakness] }] });
}
