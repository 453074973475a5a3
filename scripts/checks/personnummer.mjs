// No personal identity number may stand in the repository, not even an invented one that checks out.
import { report, repositoryFiles, textOf } from "./files.mjs";

/** Six or eight digits of a date, a separator or none, four digits. */
const shape = /(?<![\d.-])(?:19|20)?(\d{2})(\d{2})(\d{2})[-+]?(\d{4})(?![\d-])/g;

/** Numbers that the Swedish Tax Agency publishes for tests would go here; none are needed yet. */
const allowed = new Set([]);

function luhn(digits) {
  let sum = 0;
  for (const [index, digit] of [...digits].entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** A date of birth, or with 60 added to the day a coordination number. */
function isDate(month, day) {
  const plain = day > 60 ? day - 60 : day;
  return month >= 1 && month <= 12 && plain >= 1 && plain <= 31;
}

export function personnummerIn(text) {
  return [...text.matchAll(shape)]
    .filter(([whole, year, month, day, last]) => {
      if (allowed.has(whole)) return false;
      return isDate(Number(month), Number(day)) && luhn(year + month + day + last);
    })
    .map(([whole]) => whole);
}

const skip = /^package-lock\.json$|^bench\/results\//;
const files = repositoryFiles().filter((file) => !skip.test(file));
const findings = files.flatMap((file) => {
  const lines = textOf(file)?.split("\n") ?? [];
  return lines.flatMap((line, index) =>
    // The number itself is not printed: a log is the next place it should not stand in.
    personnummerIn(line).map(
      (found) => `${file}:${index + 1}: looks like a personnummer (${found.slice(0, 4)}…)`,
    ),
  );
});
report(findings, files.length, "files");
