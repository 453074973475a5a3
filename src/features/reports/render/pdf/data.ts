import { Temporal } from "temporal-polyfill";
import { localeOf } from "../../../../shared/language.ts";
import { translator } from "../../../../shared/texts.ts";
import { breakable } from "../../clean.ts";
import type { Block, Cell, DocumentModel, Line, Run, TableBlock } from "../../document.ts";
import type { Severity } from "../../model.ts";
import { texts } from "../../texts.ts";
import type { DrawnCharts } from "../drawn-charts.ts";
import { absoluteLink } from "../links.ts";

/** A cell may break over pages when it holds more letters than this for its share of the width. */
const longestWholeCell = 1500;

type Shown = {
  readonly say: (text: string) => string;
  readonly drawing: (svg: string) => string;
  readonly address: string | null;
};

/** What the template reads, with every text made fit to be set. */
export function typstData(document: DocumentModel, charts: DrawnCharts, undisplayable: ReadonlySet<string>) {
  const drawing = (svg: string) => spellOut(svg, undisplayable);
  const say = (text: string) => breakable(drawing(text));
  const shown: Shown = { say, drawing, address: document.address };
  const t = translator(document.language, texts);
  const created = Temporal.Instant.from(document.createdAt).toZonedDateTimeISO("UTC");
  return {
    language: document.language,
    region: localeOf[document.language].slice(-2),
    title: say(document.title),
    subtitle: document.subtitle === null ? null : say(document.subtitle),
    organisation: say(document.organisation),
    author: say(document.author),
    description: say(document.runningHead),
    runningHead: say(document.runningHead),
    status: document.status,
    created: {
      year: created.year,
      month: created.month,
      day: created.day,
      hour: created.hour,
      minute: created.minute,
      second: created.second,
    },
    words: { contents: t("contents"), page: t("page"), of: t("page.of") },
    facts: document.facts.map(({ label, value }) => ({ label, value: say(value) })),
    sections: document.sections.map(({ id, heading, blocks }) => ({
      id,
      heading,
      blocks: blocks.map((block) => blockData(block, charts, shown)),
    })),
  };
}

/** A letter without a glyph is written as its number, so that nothing vanishes in silence. */
function spellOut(text: string, undisplayable: ReadonlySet<string>): string {
  if (undisplayable.size === 0) return text;
  return Array.from(text, (letter) =>
    undisplayable.has(letter)
      ? `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`
      : letter,
  ).join("");
}

function runData(run: Run, { say, address }: Shown) {
  return {
    text: say(run.text),
    strong: run.strong ?? false,
    missing: run.missing ?? false,
    href: absoluteLink(run.href, address),
  };
}

function lineData(line: Line, shown: Shown) {
  return line.map((run) => runData(run, shown));
}

function severityName(severity: Severity): string {
  return severity ?? "unknown";
}

function cellData(cell: Cell, widthShare: number, shown: Shown) {
  const length = cell.lines.flat().reduce((sum, run) => sum + run.text.length, 0);
  return {
    lines: cell.lines.map((line) => lineData(line, shown)),
    long: length > longestWholeCell * widthShare,
    ...(cell.severity === undefined ? {} : { severity: severityName(cell.severity) }),
  };
}

function rowsData(block: TableBlock, shown: Shown) {
  const total = block.columns.reduce((sum, { weight }) => sum + weight, 0);
  return block.rows.map((row) =>
    row.map((cell, index) => cellData(cell, (block.columns[index]?.weight ?? 0) / total, shown)),
  );
}

function blockData(block: Block, charts: DrawnCharts, shown: Shown) {
  const { say } = shown;
  switch (block.kind) {
    case "heading":
      return { ...block, text: say(block.text) };
    case "paragraph":
      return { kind: block.kind, line: lineData(block.line, shown) };
    case "figures":
      return {
        kind: block.kind,
        items: block.items.map((item) => ({
          label: say(item.label),
          value: runData(item.value, shown),
          change: item.change,
          against: item.against === null ? null : say(item.against),
          basis: item.basis,
        })),
      };
    case "chart":
      return {
        kind: block.kind,
        caption: say(block.caption),
        // Stored, never set: it keeps every letter.
        alt: block.alt,
        note: block.note === null ? null : say(block.note),
        svg: shown.drawing(charts.svg(block.chart)),
      };
    case "table":
      return {
        kind: block.kind,
        caption: say(block.caption),
        columns: block.columns.map((each) => ({ ...each, label: say(each.label) })),
        rows: rowsData(block, shown),
      };
    case "list":
      return { kind: block.kind, items: block.items.map((line) => lineData(line, shown)) };
    case "terms":
      return {
        kind: block.kind,
        items: block.items.map(({ term, text }) => ({ term: say(term), text: say(text) })),
      };
    case "verdict":
      return { kind: block.kind, text: say(block.text), severity: severityName(block.severity) };
  }
}
