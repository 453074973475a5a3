import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  ExternalHyperlink,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type ParagraphChild,
} from "docx";
import type { Block, Cell, ChartBlock, FigureTile, Line, Run, TableBlock } from "../../document.ts";
import type { Severity } from "../../model.ts";
import type { DrawnCharts } from "../drawn-charts.ts";
import { absoluteLink } from "../links.ts";
import { accent, bullets, muted, noBorder, noBorders, tableStyle, tint } from "./styles.ts";

export type Writing = {
  readonly address: string | null;
  readonly charts: DrawnCharts;
};

/** A list of no more than this stays on one page. */
const wholeList = 6;

/** A4 less the margins, in twentieths of a point. */
export const textWidth = 9354;
/** Six sevenths of the same, in the pixels that pictures are measured in: four charts then share a page. */
const chartPixels = 534;

/** Shape and colour before the text that says the same. */
const marks: Readonly<Record<"none" | "minor" | "major" | "unknown", { text: string; color: string }>> = {
  none: { text: "●", color: "2E7D4F" },
  minor: { text: "▲", color: "B07A00" },
  major: { text: "■", color: "B3261E" },
  unknown: { text: "○", color: muted },
};

function markRun(severity: Severity): TextRun {
  const { text, color } = marks[severity ?? "unknown"];
  return new TextRun({ text: `${text}\u00a0`, color });
}

function runOf(run: Run, { address }: Writing, bold?: boolean): ParagraphChild {
  const href = absoluteLink(run.href, address);
  const look = {
    text: run.text,
    ...(bold === true || run.strong === true ? { bold: true } : {}),
    ...(run.missing === true ? { italics: true, bold: false, color: muted } : {}),
  };
  if (href === null) return new TextRun(look);
  return new ExternalHyperlink({ link: href, children: [new TextRun({ ...look, style: "Hyperlink" })] });
}

function lineOf(line: Line, writing: Writing): ParagraphChild[] {
  return line.map((run) => runOf(run, writing));
}

type HeadingOptions = {
  readonly level: 1 | 2;
  readonly id: string;
  readonly text: string;
  readonly newPage?: boolean;
};

export function headingParagraph({ level, id, text, newPage = false }: HeadingOptions): Paragraph {
  return new Paragraph({
    pageBreakBefore: newPage,
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    children: [
      new Bookmark({ id: id.replace(/[^A-Za-z0-9]/gu, "_").slice(0, 36), children: [new TextRun(text)] }),
    ],
  });
}

function cellOf(cell: Cell, width: number, end: boolean, writing: Writing): TableCell {
  const children = cell.lines.map(
    (line, index) =>
      new Paragraph({
        style: "TableText",
        ...(end ? { alignment: AlignmentType.END } : {}),
        children:
          index === 0 && cell.severity !== undefined
            ? [markRun(cell.severity), ...lineOf(line, writing)]
            : lineOf(line, writing),
      }),
  );
  return new TableCell({ children, width: { size: width, type: WidthType.DXA } });
}

function tableOf(block: TableBlock, writing: Writing): (Paragraph | Table)[] {
  const total = block.columns.reduce((sum, { weight }) => sum + weight, 0);
  const widths = block.columns.map(({ weight }) => Math.floor((weight / total) * textWidth));
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.columns.map(
      ({ label, align }, index) =>
        new TableCell({
          width: { size: widths[index] ?? 0, type: WidthType.DXA },
          children: [
            new Paragraph({
              style: "TableHeading",
              text: label,
              ...(align === "end" ? { alignment: AlignmentType.END } : {}),
            }),
          ],
        }),
    ),
  });
  const rows = block.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.map((cell, index) =>
          cellOf(cell, widths[index] ?? 0, block.columns[index]?.align === "end", writing),
        ),
      }),
  );
  const table = new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    style: tableStyle,
    tableLook: { firstRow: true, firstColumn: true, noHBand: true, noVBand: true },
    rows: [head, ...rows],
  });
  return [new Paragraph({ style: "Caption", text: block.caption }), table, spacer()];
}

/** Word joins two tables that nothing parts. */
function spacer(): Paragraph {
  return new Paragraph({ spacing: { before: 0, after: 60, line: 240, lineRule: LineRuleType.AUTO } });
}

function tilesOf(items: readonly FigureTile[], writing: Writing): (Paragraph | Table)[] {
  const perRow = 3;
  const gap = 160;
  const width = Math.floor(textWidth / perRow);
  const rows: TableRow[] = [];
  for (let start = 0; start < items.length; start += perRow) {
    const children = Array.from({ length: perRow }, (_, index) => {
      const item = items[start + index];
      return new TableCell({
        width: { size: width, type: WidthType.DXA },
        margins: { top: 100, bottom: 100, left: gap, right: gap },
        borders: {
          left: noBorder,
          top: noBorder,
          bottom: { style: BorderStyle.SINGLE, size: 24, color: "FFFFFF" },
          right: { style: BorderStyle.SINGLE, size: 24, color: "FFFFFF" },
          ...(item === undefined ? {} : { top: { style: BorderStyle.SINGLE, size: 16, color: accent } }),
        },
        ...(item === undefined ? {} : { shading: { type: ShadingType.CLEAR, color: "auto", fill: tint } }),
        children: item === undefined ? [spacer()] : tileOf(item, writing),
      });
    });
    rows.push(new TableRow({ cantSplit: true, children }));
  }
  const table = new Table({
    width: { size: width * perRow, type: WidthType.DXA },
    columnWidths: Array.from({ length: perRow }, () => width),
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows,
  });
  return [table, spacer()];
}

function tileOf(item: FigureTile, writing: Writing): Paragraph[] {
  const small = (text: string) => new Paragraph({ style: "FigureLabel", text });
  return [
    small(item.label),
    new Paragraph({ style: "FigureValue", children: [runOf(item.value, writing, true)] }),
    ...(item.basis === null ? [] : [small(item.basis)]),
    ...(item.change === null
      ? []
      : [new Paragraph({ style: "TableText", children: [new TextRun({ text: item.change, bold: true })] })]),
    ...(item.against === null ? [] : [small(item.against)]),
  ];
}

function chartOf(block: ChartBlock, { charts }: Writing): Paragraph[] {
  const drawn = charts.drawn(block.chart);
  const image = new ImageRun({
    type: "png",
    data: charts.png(block.chart),
    transformation: { width: chartPixels, height: Math.round((drawn.height / drawn.width) * chartPixels) },
    altText: { name: block.caption, title: block.caption, description: block.alt },
  });
  const note = block.note === null ? [] : [new Paragraph({ style: "FigureLabel", text: block.note })];
  return [
    new Paragraph({ style: "Caption", text: block.caption, keepNext: true }),
    new Paragraph({ children: [image], keepNext: block.note !== null }),
    ...note,
  ];
}

export function blockToWord(block: Block, writing: Writing): (Paragraph | Table)[] {
  const short = block.kind === "list" && block.items.length <= wholeList;
  switch (block.kind) {
    case "heading":
      return [headingParagraph(block)];
    case "paragraph":
      return [new Paragraph({ children: lineOf(block.line, writing) })];
    case "figures":
      return tilesOf(block.items, writing);
    case "chart":
      return chartOf(block, writing);
    case "table":
      return tableOf(block, writing);
    case "list":
      return block.items.map(
        (line, index) =>
          new Paragraph({
            numbering: { reference: bullets, level: 0 },
            keepNext: short && index < block.items.length - 1,
            children: lineOf(line, writing),
          }),
      );
    case "terms":
      return block.items.flatMap(({ term, text }) => [
        new Paragraph({ style: "Term", text: term }),
        new Paragraph({ text }),
      ]);
    case "verdict":
      return [
        new Paragraph({
          keepNext: true,
          children: [markRun(block.severity), new TextRun({ text: block.text, bold: true })],
        }),
      ];
  }
}
