import type { Commands, CommandShell } from "../../platform/command.ts";
import { organisationZone } from "../../platform/zone.ts";
import { measuredText, missingText, valueText } from "../../shared/figure-text.ts";
import { createFormat, formatNumber, type Format } from "../../shared/format.ts";
import type { Language } from "../../shared/language.ts";
import { AppError } from "../../shared/errors.ts";
import { parsePeriod } from "../../shared/period-parser.ts";
import { periodWords } from "../../shared/period-words.ts";
import type { Period } from "../../shared/periods.ts";
import { translator } from "../../shared/texts.ts";
import { areaByName } from "./queries-areas.ts";
import { againstOf } from "./asking.ts";
import {
  dimensions,
  figureKeys,
  splitKeys,
  serviceKeys,
  type Breakdown,
  type FigureOut,
  type FigureValue,
} from "./contract.ts";
import { breakdownOf, figuresOf } from "./figures.ts";
import { commandTexts } from "./commands.texts.ts";

interface Options {
  period: string;
  against?: string;
  area?: string;
  by?: string;
  figure?: string;
}

function readPeriod(written: string, field: string): Period {
  const parsed = parsePeriod(written);
  if (parsed.ok) return parsed.period;
  throw new AppError("input.invalid", { faults: [{ path: field, ...parsed.said }] });
}

function choose<T extends string>(all: readonly T[], written: string, path: string): T {
  const found = all.find((one) => one === written);
  if (found !== undefined) return found;
  const list = all.join(", ");
  throw new AppError("input.invalid", {
    faults: [{ path, sv: `Välj något av: ${list}.`, en: `Choose one of: ${list}.` }],
  });
}

/** With what it rests on: the nine in ten of a median, and how many. */
function said(value: FigureValue | null, unit: FigureOut["unit"], language: Language, t: Texts): string {
  if (value === null) return missingText(language);
  const text = measuredText(value, unit, language);
  if (value.value === null || unit === "count" || value.n === null) return text;
  const p90 = value.p90 === null ? [] : [t("p90", { value: valueText(value.p90, unit, { language }) })];
  return `${text} (${[...p90, t("n", { n: formatNumber(value.n, language) })].join(", ")})`;
}

type Texts = ReturnType<typeof translator<[typeof commandTexts]>>;

/** Columns that line up; the first to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function headOf(period: Period, against: Period | null, format: Format): string[] {
  return [
    "",
    periodWords(period, format.language),
    ...(against === null ? [] : [periodWords(against, format.language)]),
  ];
}

function figureLines(figures: readonly FigureOut[], head: string[], format: Format, t: Texts): string {
  const rows = figures.map((figure) => {
    const text = (value: FigureValue | null) =>
      figure.withheld ? t("withheld") : said(value, figure.unit, format.language, t);
    const against = figure.against === null ? [] : [text(figure.against)];
    return [figure.label[format.language], text(figure.now), ...against];
  });
  return table([head, ...rows]);
}

function breakdownLines(split: Breakdown, head: string[], format: Format, t: Texts): string {
  if (split.withheld) return t("withheld");
  const rows = split.rows.map((row) => [
    row.label ?? row.id ?? missingText(format.language),
    said(row.now, split.unit, format.language, t),
    ...(row.against === null ? [] : [said(row.against, split.unit, format.language, t)]),
  ]);
  return table([[split.label[format.language], ...head.slice(1)], ...rows]);
}

/** An option that would change nothing is a question misunderstood. */
function refuseFigureAlone({ by, figure }: Options): void {
  if (figure === undefined || by !== undefined) return;
  const list = dimensions.join(", ");
  throw new AppError("input.invalid", {
    faults: [
      {
        path: "--figure",
        sv: `Säg också vad talet ska fördelas på, med --by: ${list}.`,
        en: `Say also what the figure is to be split by, with --by: ${list}.`,
      },
    ],
  });
}

async function showFigures(shell: CommandShell, options: Options): Promise<void> {
  refuseFigureAlone(options);
  const runtime = await shell.runtime();
  const { db, clock } = runtime;
  const period = readPeriod(options.period, "--period");
  const shortcut = options.against === "previous" || options.against === "year-before";
  const against = againstOf(
    period,
    options.against === undefined || shortcut
      ? options.against === "previous"
        ? "previous"
        : options.against === undefined
          ? undefined
          : "year-before"
      : readPeriod(options.against, "--against"),
  );
  const filter = { areaId: options.area === undefined ? undefined : (await areaByName(db, options.area)).id };
  const context = { db, actor: shell.actor, now: clock.now() };
  const format = createFormat({ language: shell.language, timeZone: await organisationZone(db) });
  const t = translator(shell.language, commandTexts);
  const head = headOf(period, against, format);
  if (options.by !== undefined) {
    const of = {
      key: choose([...splitKeys, ...serviceKeys], options.figure ?? "incidents", "--figure"),
      by: choose(dimensions, options.by, "--by"),
    };
    const split = await breakdownOf(context, { period, against }, of, filter);
    shell.print(split, () => breakdownLines(split, head, format, t));
    return;
  }
  const figures = await figuresOf(context, { period, against }, filter);
  shell.print({ period, against, figures }, () => figureLines(figures, head, format, t));
}

export const addFiguresCommand: Commands = (program, shell) => {
  program
    .command("figures")
    .description("Show every figure of a period, against another, or one figure split by a dimension.")
    .requiredOption("--period <period>", "2016-Q2, 2301-2305, 2023-04, 2017-W10, 2023 …")
    .option("--against <period>", "another period, or: previous, year-before")
    .option("--area <name>", "only one service area, by its name")
    .option("--by <dimension>", `split one figure: ${dimensions.join(", ")}`)
    .option("--figure <key>", "which figure to split with --by; else: incidents")
    .addHelpText(
      "after",
      `
A median says beside it the time that nine in ten stayed within, and n: how many it rests on.

Figures: ${figureKeys.join(", ")}.

Examples:
  beredd figures --period 2016-Q2 --against 2016-Q1
  beredd figures --period "vecka 10 2017" --against previous --json
  beredd figures --period 2023-Q1 --by service --figure outageMinutes --area HR
`,
    )
    .action((options: Options) => showFigures(shell, options));
};
