import { nightFrame, weekPattern } from "./coarse.ts";
import { isWeekday, monthOfName } from "./names.ts";

/** A value that looks like a date, taken apart. */
export type Parts = {
  weekday: boolean;
  kind: "ymd" | "xxy" | "xxx" | "dLy" | "Ldy" | "compact8" | "epoch" | "week";
  separator: string;
  /** What follows the date, as a pattern; of a week the whole of it. */
  tail: string;
  /** What leads the date, where a night does. */
  lead?: string;
  numbers: [number, number, number];
};

const tailForm = String.raw`(?:(T|,? +|,? +kl\.? *)(\d{1,2})(?:([:.])(\d{2})(?:\10(\d{2})(?:([.,])\d{1,9})?)?)?( ?)([ap]\.?m\.?|[fe]\.?m\.?)?( ?)(Z|[+-]\d{2}:?(?:\d{2})?)?)?`;
const spaced = new RegExp(
  String.raw`^(?:(\p{L}+\.?)(,?) +)?(\d{1,4}|\p{L}{3,9}\.?)([-/. ])(\d{1,2}|\p{L}{3,9}\.?)(,? |\4)(\d{4}|\d{1,2})` +
    tailForm +
    "$",
  "iu",
);
const compact = /^(\d{4})(\d{2})(\d{2})(?:([ T]?)(\d{2})(:?)(\d{2})(?:(:?)(\d{2}))?)?$/;

export function partsOf(value: string): Parts | null {
  const first = value.charCodeAt(0);
  if (first < 48 || (first > 57 && first < 65)) return null;
  return plainParts(value) ?? coarseParts(value);
}

function plainParts(value: string): Parts | null {
  const match = spaced.exec(value);
  return match === null ? compactParts(value) : spacedParts(match);
}

/** Known to a night or a week only. */
function coarseParts(value: string): Parts | null {
  const week = weekPattern(value);
  if (week !== null) return { weekday: false, kind: "week", separator: "", tail: week, numbers: [0, 0, 0] };
  const night = nightFrame(value);
  const date = night === null ? null : plainParts(night.date);
  // A night with a time of day says two things; neither is chosen.
  if (night === null || date === null || date.tail !== "" || date.kind === "epoch") return null;
  return { ...date, lead: night.before, tail: night.after };
}

function group(match: RegExpExecArray, index: number): string {
  return match[index] ?? "";
}

function spacedParts(match: RegExpExecArray): Parts | null {
  const weekday = match[1];
  if (weekday !== undefined && (group(match, 2) !== "" || !isWeekday(weekday))) return null;
  const tail = tailOf(match);
  if (tail === null) return null;
  const [a, s, b, s2, c] = [
    group(match, 3),
    group(match, 4),
    group(match, 5),
    group(match, 6),
    group(match, 7),
  ];
  const shape = shapeOf({ a, b, c, s, s2 });
  return shape === null ? null : { weekday: weekday !== undefined, separator: s, tail, ...shape };
}

type Written = {
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly s: string;
  readonly s2: string;
};

const letter = /^\p{L}/u;

function shapeOf(written: Written): Pick<Parts, "kind" | "numbers"> | null {
  const { a, b, c, s, s2 } = written;
  if (letter.test(a)) {
    const joined = s === " " && s2 === ", " && !letter.test(b);
    return joined && isNamedDate(a, c) ? { kind: "Ldy", numbers: [0, Number(b), Number(c)] } : null;
  }
  if (s !== s2) return null;
  if (letter.test(b)) {
    return isNamedDate(b, c) ? { kind: "dLy", numbers: [Number(a), 0, Number(c)] } : null;
  }
  const kind = kindOf(a, b, c);
  return kind === null ? null : { kind, numbers: [Number(a), Number(b), Number(c)] };
}

function isNamedDate(month: string, year: string): boolean {
  return monthOfName(month) > 0 && year.length === 4;
}

function kindOf(a: string, b: string, c: string): Parts["kind"] | null {
  const [x, y, z] = [Number(a), Number(b), Number(c)];
  if (a.length === 4) return y <= 12 && z <= 31 && c.length <= 2 ? "ymd" : null;
  if (a.length > 2 || Math.max(x, y) > 31 || (x > 12 && y > 12 && c.length === 4)) return twoDigits(a, b, c);
  return c.length === 4 ? "xxy" : twoDigits(a, b, c);
}

/** Two-digit years: only where all three are two digits wide, or else versions and scores are dates too. */
function twoDigits(a: string, b: string, c: string): "xxx" | null {
  const wide = a.length === 2 && b.length === 2 && c.length === 2;
  return wide && Number(b) <= 31 ? "xxx" : null;
}

/** The pattern of the time of day, empty when there is none, null when what follows the date is no time. */
function tailOf(match: RegExpExecArray): string | null {
  const [joint, half] = [match[8], match[15]];
  if (joint === undefined) return "";
  const hourAlone = match[11] === undefined && half === undefined;
  // `2017-03-13 14` is an hour; after a date in another form a lone number could be anything.
  const plainHour = group(match, 3).length === 4 && match[9]?.length === 2;
  if (hourAlone && !joint.includes("kl") && joint !== "T" && !plainHour) return null;
  const colon = group(match, 10);
  const gap = group(match, 14);
  const zoneGap = half === undefined ? gap : group(match, 16);
  const given = (index: number, pattern: string): string => (match[index] === undefined ? "" : pattern);
  return [
    jointOf(joint),
    half === undefined ? "H" : "h",
    given(11, `${colon}mm`),
    given(12, `${colon}ss`),
    given(13, `${group(match, 13)}SSS`),
    given(15, `${gap}a`),
    given(17, `${zoneGap}XXX`),
  ].join("");
}

function jointOf(joint: string): string {
  if (joint === "T") return "'T'";
  if (!joint.includes("kl")) return joint.replace(/ +/, " ");
  return `${joint.startsWith(",") ? "" : " "}'${joint.trim()}' `;
}

function compactParts(value: string): Parts | null {
  if (/^1\d{9}(?:\d{3})?$/.test(value)) {
    return { weekday: false, kind: "epoch", separator: "", tail: "", numbers: [Number(value), 0, 0] };
  }
  const match = compact.exec(value);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1970 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  return {
    weekday: false,
    kind: "compact8",
    separator: "",
    tail: compactTail(match),
    numbers: [year, month, day],
  };
}

function compactTail(match: RegExpExecArray): string {
  if (match[5] === undefined) return "";
  const joint = group(match, 4) === "T" ? "'T'" : group(match, 4);
  const second = match[9] === undefined ? "" : `${group(match, 8)}ss`;
  return `${joint}HH${group(match, 6)}mm${second}`;
}
