import type { z } from "zod";

/** What is wrong with a field, in both languages. Zod's own Swedish is not fit to be read by people. */
export interface Said {
  sv: string;
  en: string;
}

type Issue = z.core.$ZodIssue;
type Sayer<Code extends Issue["code"]> = (issue: Extract<Issue, { code: Code }>) => Said;

const plural = (count: number | bigint, one: string, other: string) =>
  `${count} ${Number(count) === 1 ? one : other}`;

const tooSmall: Sayer<"too_small"> = ({ origin, minimum }) => {
  const least = Number(minimum);
  if (origin === "string" && least === 1) return { sv: "Får inte vara tomt.", en: "Must not be empty." };
  if (origin === "string")
    return { sv: `Minst ${least} tecken.`, en: `At least ${plural(least, "character", "characters")}.` };
  if (origin === "array") return { sv: `Välj minst ${least}.`, en: `Choose at least ${least}.` };
  return { sv: `Minst ${least}.`, en: `At least ${least}.` };
};

const tooBig: Sayer<"too_big"> = ({ origin, maximum }) => {
  const most = Number(maximum);
  if (origin === "string")
    return { sv: `Högst ${most} tecken.`, en: `At most ${plural(most, "character", "characters")}.` };
  if (origin === "array") return { sv: `Välj högst ${most}.`, en: `Choose at most ${most}.` };
  return { sv: `Högst ${most}.`, en: `At most ${most}.` };
};

const formats: Record<string, Said> = {
  email: { sv: "Ingen giltig e-postadress.", en: "Not a valid e-mail address." },
  uuid: { sv: "Inget giltigt id.", en: "Not a valid id." },
  datetime: {
    sv: "Ingen giltig tidpunkt. Skriv som 2023-04-12T14:05:00+02:00.",
    en: "Not a valid moment. Write it as 2023-04-12T14:05:00+02:00.",
  },
  date: { sv: "Inget giltigt datum. Skriv som 2023-04-12.", en: "Not a valid date. Write it as 2023-04-12." },
  url: { sv: "Ingen giltig webbadress.", en: "Not a valid web address." },
};

const wrongForm: Said = { sv: "Har inte rätt form.", en: "Does not have the right form." };

const wrongType: Sayer<"invalid_type"> = ({ expected, input }) => {
  if (input === undefined || input === null) return { sv: "Måste fyllas i.", en: "Must be filled in." };
  if (expected === "number" || expected === "int")
    return { sv: "Ska vara ett tal.", en: "Must be a number." };
  return wrongForm;
};

/** Says what a validator found, shortly, for the person who filled in the form. */
export function sayFault(issue: Issue): Said {
  switch (issue.code) {
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return tooBig(issue);
    case "invalid_type":
      return wrongType(issue);
    case "invalid_format":
      return formats[issue.format] ?? wrongForm;
    case "invalid_value": {
      const values = issue.values.map(String).join(", ");
      return { sv: `Välj något av: ${values}.`, en: `Choose one of: ${values}.` };
    }
    case "unrecognized_keys":
      return {
        sv: `Okända fält: ${issue.keys.join(", ")}.`,
        en: `Unknown fields: ${issue.keys.join(", ")}.`,
      };
    case "custom":
      return customFault(issue.params) ?? wrongForm;
    default:
      return wrongForm;
  }
}

/** A refinement may carry its own sentences: `{ error: …, params: { sv, en } }`. */
function customFault(params: Record<string, unknown> | undefined): Said | null {
  const { sv, en } = params ?? {};
  return typeof sv === "string" && typeof en === "string" ? { sv, en } : null;
}
