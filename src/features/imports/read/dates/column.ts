import { yearlessWeek } from "./coarse.ts";
import { partsOf, type Parts } from "./parts.ts";

export type DayOrder = "day-first" | "month-first" | "year-first";

export type DateFinding = {
  /** Values that were there at all, and those among them that no known form of date fits. */
  readonly values: number;
  readonly others: number;
  readonly otherExample: string | null;
  /** Of the others, weeks without a year, and one of them. */
  readonly yearless: number;
  readonly yearlessExample: string | null;
  /** Most frequent first; for an ambiguous order these are the patterns of the reading proposed. */
  readonly patterns: readonly {
    readonly pattern: string;
    readonly count: number;
    readonly example: string;
  }[];
  /**
   * `decided`: some value allows one reading only. `ambiguous`: every value allows both.
   * `contradictory`: some values force the one and some the other. `plain`: nothing to decide.
   */
  readonly order: "plain" | "decided" | "ambiguous" | "contradictory";
  readonly reading: DayOrder | null;
  /** The value that decided, or for a contradiction one on each side. */
  readonly evidence: readonly string[];
  /** The forms whose own values do not settle whether day or month stands first. */
  readonly unsettled: readonly UnsettledForm[];
  readonly withOffset: boolean;
};

export type UnsettledForm = {
  readonly order: "ambiguous" | "contradictory";
  readonly evidence: readonly string[];
  /** As they are proposed to be read. */
  readonly patterns: readonly string[];
};

type Family = {
  readonly sample: Parts;
  example: string;
  count: number;
  max: [number, number, number];
  /** The first value that showed each of the three numbers above 12, and above 31. */
  over12: [string | null, string | null, string | null];
};

const most = 64;

/** Gathers what a whole column says about its date forms, in memory that does not grow with it. */
export class DateColumn {
  readonly #families = new Map<string, Family>();
  #values = 0;
  #others = 0;
  #otherExample: string | null = null;
  #yearless = 0;
  #yearlessExample: string | null = null;

  add(value: string): void {
    this.#values += 1;
    const parts = partsOf(value);
    if (parts === null) return this.#other(value);
    const key = `${parts.weekday ? "E" : ""}${parts.kind}|${parts.separator}|${parts.tail}|${parts.lead ?? ""}`;
    let family = this.#families.get(key);
    if (family === undefined) {
      if (this.#families.size >= most) return this.#other(value);
      family = { sample: parts, example: value, count: 0, max: [0, 0, 0], over12: [null, null, null] };
      this.#families.set(key, family);
    }
    family.count += 1;
    for (const i of [0, 1, 2] as const) {
      const n = parts.numbers[i];
      if (n > family.max[i]) {
        family.max[i] = n;
        if (n > 12 && family.over12[i] === null) family.over12[i] = value;
      }
    }
  }

  #other(value: string): void {
    this.#others += 1;
    this.#otherExample ??= value;
    if (yearlessWeek(value) === null) return;
    this.#yearless += 1;
    this.#yearlessExample ??= value;
  }

  finding(): DateFinding {
    const families = [...this.#families.values()].toSorted((a, b) => b.count - a.count);
    const { order, readings, unsettled } = decideAll(families);
    const write = (family: Family) => wholePattern(family, readings.get(formOf(family)) ?? order.reading);
    const patterns = families.map((family) => ({
      pattern: write(family),
      count: family.count,
      example: family.example,
    }));
    return {
      values: this.#values,
      others: this.#others,
      otherExample: this.#otherExample,
      yearless: this.#yearless,
      yearlessExample: this.#yearlessExample,
      patterns,
      ...order,
      unsettled: unsettled.map(({ form, order: kind, evidence }) => ({
        order: kind,
        evidence,
        patterns: families.filter((family) => isOpen(family) && formOf(family) === form).map(write),
      })),
      withOffset: families.length > 0 && families.every((family) => /XXX/.test(family.sample.tail)),
    };
  }
}

/** The same pattern in another order of day, month and (where it has two digits) year: for a person who answers the question. */
export function readAs(pattern: string, order: DayOrder): string {
  const match = /^(BB? |B 'den' )?(EEE )?(?:d|M|yy)([-/. ])(?:d|M)\3(y+|d)(?![a-zA-Z])/.exec(pattern);
  if (match === null) return pattern;
  const [whole, night = "", weekday = "", separator = ""] = match;
  const year = whole.includes("yyyy") ? "yyyy" : "yy";
  if (order === "year-first" && year === "yyyy") return pattern;
  const parts = {
    "day-first": ["d", "M", year],
    "month-first": ["M", "d", year],
    "year-first": ["yy", "M", "d"],
  };
  return night + weekday + parts[order].join(separator) + pattern.slice(whole.length);
}

type Order = Pick<DateFinding, "order" | "reading" | "evidence">;

type Decided = {
  readonly order: Order;
  /** How the dates of each form are read. */
  readonly readings: ReadonlyMap<string, DayOrder | null>;
  readonly unsettled: readonly (Pick<UnsettledForm, "order" | "evidence"> & { readonly form: string })[];
};

const isOpen = ({ sample }: Family) => sample.kind === "xxy" || sample.kind === "xxx";

/** Dates that one program writes, with and without their time of day. */
const formOf = ({ sample }: Family) => `${sample.kind} ${sample.separator}`;

/**
 * Each form is decided by its own values: `25.10.2026` tells nothing of `03/04/2026`, which somebody else may have
 * written. Only what is proposed for a form that stays open follows the forms that are decided.
 */
function decideAll(families: readonly Family[]): Decided {
  const forms = new Map<string, Family[]>();
  for (const family of families.filter(isOpen)) {
    forms.set(formOf(family), [...(forms.get(formOf(family)) ?? []), family]);
  }
  const each = [...forms].map(([form, of]) => ({ form, of, ...decide(of) }));
  const sure = each.find(({ order }) => order === "decided")?.reading ?? null;
  const readings = new Map(
    each.map(({ form, of, order, reading }) => {
      const likely = order === "ambiguous" && sure !== null && of.every((family) => fits(family, sure));
      return [form, likely ? sure : reading] as const;
    }),
  );
  const unsettled = each.flatMap(({ form, order, evidence }) =>
    order === "ambiguous" || order === "contradictory" ? [{ form, order, evidence }] : [],
  );
  const worst =
    each.find(({ order }) => order === "contradictory") ??
    each.find(({ order }) => order === "ambiguous") ??
    each[0];
  const order: Order =
    worst === undefined
      ? { order: "plain", reading: null, evidence: [] }
      : { order: worst.order, reading: readings.get(worst.form) ?? null, evidence: worst.evidence };
  return { order, readings, unsettled };
}

function decide(open: readonly Family[]): Order {
  const orders = ["day-first", "month-first", "year-first"] as const;
  const possible = orders.filter((order) => open.every((family) => fits(family, order)));
  const usual =
    possible.includes("year-first") && open.every(({ sample }) => sample.separator === "-")
      ? "year-first"
      : possible[0];
  const telling = [0, 1, 2].flatMap(
    (i) => open.map((family) => family.over12[i] ?? null).find((v) => v !== null) ?? [],
  );
  if (usual === undefined) return { order: "contradictory", reading: "day-first", evidence: telling };
  if (possible.length === 1) return { order: "decided", reading: usual, evidence: telling.slice(0, 1) };
  return { order: "ambiguous", reading: usual, evidence: open.slice(0, 1).map(({ example }) => example) };
}

function fits({ sample, max }: Family, order: DayOrder): boolean {
  const [a, b, c] = max;
  if (order === "day-first") return a <= 31 && b <= 12;
  if (order === "month-first") return a <= 12 && b <= 31;
  return sample.kind === "xxx" && b <= 12 && c <= 31;
}

function wholePattern({ sample, max }: Family, reading: DayOrder | null): string {
  return sample.kind === "week" ? sample.tail : `${sample.lead ?? ""}${patternOf(sample, reading, max)}`;
}

function patternOf(parts: Parts, reading: DayOrder | null, max: readonly number[]): string {
  const s = parts.separator;
  const year = parts.kind === "xxy" ? "yyyy" : "yy";
  const head = parts.weekday ? "EEE " : "";
  switch (parts.kind) {
    case "ymd":
      return `${head}yyyy${s}M${s}d${parts.tail}`;
    case "dLy":
      return `${head}d${s}MMM${s}yyyy${parts.tail}`;
    case "Ldy":
      return `${head}MMM d, yyyy${parts.tail}`;
    case "compact8":
      return `yyyyMMdd${parts.tail}`;
    case "epoch":
      return (max[0] ?? 0) >= 1e11 ? "epoch-ms" : "epoch-s";
    default:
      if (reading === "year-first") return `${head}yy${s}M${s}d${parts.tail}`;
      return `${head}${reading === "month-first" ? `M${s}d` : `d${s}M`}${s}${year}${parts.tail}`;
  }
}
