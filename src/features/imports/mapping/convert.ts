import { reason, type Reason, type ReasonCode } from "../reasons.ts";
import type { LocalZone } from "../read/dates/zone.ts";
import { yearlessWeek } from "../read/dates/coarse.ts";
import { momentReader } from "../read/dates/moment.ts";
import type { Field } from "./fields.ts";
import { plainName } from "./names.ts";
import type { MappedValue } from "./row.ts";
import type { ProfileColumn } from "./profile.ts";

/** A cell that holds something, read; `fault` is what is wrong with it, `doubt` what is doubtful. */
export type Converted = {
  readonly value: MappedValue;
  readonly fault: Reason | null;
  readonly doubt: Reason | null;
};

export type Converter = (text: string) => Converted;

const truths = new Set(["true", "yes", "y", "ja", "j", "1", "x", "sant", "on", "met", "uppfylld"]);
const untruths = new Set(["false", "no", "n", "nej", "0", "falskt", "off", "breached", "ej uppfylld"]);

const remembered = 5_000;

/** How the cells of one column become values of one field. Values recur, so what was read is remembered. */
export function converterFor(
  field: Field,
  column: ProfileColumn,
  name: string,
  zone: LocalZone,
  formats: readonly string[],
): Converter {
  const read = readerFor(field, column, name, zone, formats);
  const table = column.values === undefined ? null : valueTable(column.values);
  if (table === null && field.type === "text") return read;
  const known = new Map<string, Converted>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const mapped = table?.get(text.toLowerCase());
    const converted = mapped === undefined ? read(text) : plain(mapped);
    if (known.size >= remembered) known.clear();
    known.set(text, converted);
    return converted;
  };
}

type Given = string | number | boolean | null;

function valueTable(values: Readonly<Record<string, Given>>): Map<string, Given> {
  return new Map(Object.entries(values).map(([from, to]) => [from.trim().toLowerCase(), to]));
}

function plain(value: MappedValue): Converted {
  return { value, fault: null, doubt: null };
}

function readerFor(
  field: Field,
  column: ProfileColumn,
  name: string,
  zone: LocalZone,
  formats: readonly string[],
): Converter {
  const fault = (code: ReasonCode, value: string): Converted => ({
    value: null,
    fault: reason(code, { column: name, field: column.field, value: value.slice(0, 200) }),
    doubt: null,
  });
  switch (field.type) {
    case "text":
      return plain;
    case "list":
      return listReader(column.separator);
    case "time":
      return timeReader(column, name, zone, formats, (text) => fault("value-not-a-time", text));
    case "boolean":
      return (text) => {
        const word = text.toLowerCase();
        return truths.has(word)
          ? plain(true)
          : untruths.has(word)
            ? plain(false)
            : fault("value-not-a-boolean", text);
      };
    case "choice": {
      const choices = new Map(field.choices.map((choice) => [plainName(choice), choice]));
      return (text) => {
        const choice = choices.get(plainName(text));
        return choice === undefined ? fault("value-unknown", text) : plain(choice);
      };
    }
    case "decimal":
      return (text) => {
        const number = readNumber(text, column.parse);
        return number === null ? fault("value-not-a-number", text) : plain(number);
      };
    case "integer": {
      const { min = -Infinity, max = Infinity } = field;
      return (text) => {
        const number = readNumber(text, column.parse);
        if (number === null) return fault("value-not-a-number", text);
        return Number.isSafeInteger(number) && number >= min && number <= max
          ? plain(number)
          : fault("value-out-of-range", text);
      };
    }
  }
}

function listReader(separator: string | undefined): Converter {
  const between = separator ?? /[,;|]|\r?\n/;
  return (text) => {
    const items = text.split(between).map((item) => item.trim());
    return plain(items.filter((item) => item !== ""));
  };
}

function timeReader(
  column: ProfileColumn,
  name: string,
  zone: LocalZone,
  formats: readonly string[],
  fault: Converter,
): Converter {
  const read = momentReader(column.formats ?? formats, zone);
  const readWeek = momentReader(["YYYY-'W'w"], zone);
  return (text) => {
    const week = column.year === undefined ? null : yearlessWeek(text);
    const moment = read(text) ?? (week === null ? null : readWeek(`${column.year}-W${week}`));
    if (moment === null) return fault(text);
    if (moment.doubt === null) return plain(moment);
    const code = moment.doubt === "repeated" ? "value-time-repeated" : "value-time-skipped";
    return {
      value: moment,
      fault: null,
      doubt: reason(code, { column: name, field: column.field, value: text, zone: zone.id }),
    };
  };
}

/** `1 003`, `1,5`, `-2.25`; or the number at one end of `2 - Medium`, `P2`. */
export function readNumber(text: string, parse: ProfileColumn["parse"]): number | null {
  if (parse === "leading-number") return numberIn(/^\D{0,2}(\d+)(?!\d)/.exec(text)?.[1]);
  if (parse === "trailing-number") return numberIn(/(\d+)\D?$/.exec(text)?.[1]);
  const bare = text.replace(/(?<=\d)[\s\u00A0\u202F](?=\d{3}(?:\D|$))/g, "").replace(/[\u2212]/, "-");
  return numberIn(/^[-+]?\d+(?:[.,]\d+)?$/.test(bare) ? bare.replace(",", ".") : undefined);
}

function numberIn(text: string | undefined): number | null {
  if (text === undefined) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}
