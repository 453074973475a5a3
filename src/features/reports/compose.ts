import { createFormat } from "../../shared/format.ts";
import { translator } from "../../shared/texts.ts";
import { cleanAll } from "./clean.ts";
import { chartBlock, type Words } from "./compose-charts.ts";
import { composeActions, composeAreas, composeMajors } from "./compose-tables.ts";
import type { Block, DocumentModel, Line, Run, Section } from "./document.ts";
import { changeOf, changeText, valueText } from "./figure-words.ts";
import type { Figure, Part, ReportModel } from "./model.ts";
import { texts } from "./texts.ts";

/** The report as a document. Pure: the same model gives the same document, to the letter. */
export function composeReport(model: ReportModel): DocumentModel {
  const words: Words = {
    t: translator(model.language, texts),
    format: createFormat({ language: model.language, timeZone: model.zone }),
    model,
  };
  const document: DocumentModel = {
    language: model.language,
    organisation: model.organisation,
    title: model.title,
    subtitle: model.subtitle,
    facts: titleFacts(words),
    status: model.frozenAt === null ? words.t("title.draft") : null,
    runningHead: [model.organisation, model.title, model.period.label].map(shortened).join(" · "),
    author: authorOf(model) ?? model.organisation,
    createdAt: model.frozenAt ?? model.generatedAt,
    address: model.address,
    sections: sectionsOf(words),
  };
  return cleanAll(document);
}

/** A running head has one line. */
function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59).trimEnd()}…`;
}

function authorOf({ author }: ReportModel): string | null {
  const said = [author.role, author.unit].filter((each) => each !== null);
  return said.length === 0 ? null : said.join(", ");
}

function titleFacts({ t, format, model }: Words): DocumentModel["facts"] {
  const { scope, comparison } = model;
  const facts: [label: string, value: string | null][] = [
    [t("title.period"), model.period.label],
    [t("title.comparison"), comparison === null ? null : comparison.label],
    [t("title.scope"), scope.kind === "all" ? t("title.scope.all") : scope.name],
    [t("title.author"), authorOf(model)],
    [t("title.generated"), format.instant(model.generatedAt)],
    [t("title.frozen"), model.frozenAt === null ? null : format.instant(model.frozenAt)],
    [t("title.number"), model.number],
    [t("title.diary"), model.diaryNumber],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

function sectionsOf(words: Words): Section[] {
  const seen = new Map<string, number>();
  const sections = words.model.parts.map((part): Section => {
    // A part that comes twice still needs two targets in the table of contents.
    const times = (seen.get(part.kind) ?? 0) + 1;
    seen.set(part.kind, times);
    const id = times === 1 ? part.kind : `${part.kind}-${times}`;
    return { id, heading: words.t(`part.${part.kind}`), blocks: blocksOf(part, words, id), pagedOnly: false };
  });
  const sources = words.model.parts
    .flatMap((part) => (part.kind === "charts" ? part.charts : []))
    .map((chart) => chartBlock(chart, words).table);
  if (sources.length === 0) return sections;
  const heading = words.t("part.sources");
  return [...sections, { id: "sources", heading, blocks: sources, pagedOnly: true }];
}

function blocksOf(part: Part, words: Words, id: string): Block[] {
  const { t } = words;
  switch (part.kind) {
    case "summary":
      return orSay(
        part.paragraphs.map(({ sentences }) => paragraph(sentences.map((each) => each.text).join(" "))),
        t("summary.none"),
      );
    case "figures":
      return tiles(part.keys, words);
    case "charts":
      return orSay(
        part.charts.map((chart) => chartBlock(chart, words)),
        t("chart.empty"),
      );
    case "areas":
      return composeAreas(part.areas, words, id);
    case "majors":
      return composeMajors(part.incidents, words, id);
    case "actions":
      return composeActions(part.groups, words, id);
    case "after":
      return after(part.items, words);
    case "definitions":
      return definitions(part.terms, words, id);
    case "methods":
      return methods(part.notes, words);
  }
}

function paragraph(text: string): Block {
  return { kind: "paragraph", line: [{ text }] };
}

function orSay(blocks: Block[], whenEmpty: string): Block[] {
  return blocks.length > 0 ? blocks : [paragraph(whenEmpty)];
}

function valueRun(figure: Figure, which: "value" | "comparison", { model }: Words): Run {
  const value = which === "value" ? figure.value : (figure.comparison ?? null);
  const imprecise = which === "value" ? figure.imprecise : (figure.comparisonImprecise ?? figure.imprecise);
  const text = valueText(value, figure.unit, { language: model.language, imprecise });
  const href = which === "value" ? figure.records : figure.comparisonRecords;
  return { text, href, missing: value === null };
}

function tiles(keys: readonly string[], words: Words): Block[] {
  const { t, format, model } = words;
  const figures = keys.flatMap((key) => model.figures.filter((figure) => figure.key === key));
  if (figures.length === 0) return [paragraph(t("figures.none"))];
  const items = figures.map((figure) => ({
    label: figure.label,
    value: valueRun(figure, "value", words),
    // A missing value is said once, where the value stands.
    change: changeOf(figure) === null ? null : changeText(figure, model.language),
    against:
      figure.comparison === undefined || model.comparison === null
        ? null
        : t("figures.against", {
            value: valueRun(figure, "comparison", words).text,
            period: model.comparison.label,
          }),
    basis: figure.n === null ? null : t("figures.basis", { n: format.number(figure.n) }),
  }));
  return [{ kind: "figures", items }];
}

function after(items: Extract<Part, { kind: "after" }>["items"], { t, format }: Words): Block[] {
  if (items.length === 0) return [paragraph(t("after.none"))];
  const lines = items.map(({ when, text, records }): Line => {
    const body = { text, href: records };
    return when === null
      ? [body]
      : [{ text: `${format.instant(when.at, when.precision)}: `, strong: true }, body];
  });
  return [{ kind: "list", items: lines }];
}

function definitions(
  terms: Extract<Part, { kind: "definitions" }>["terms"],
  words: Words,
  id: string,
): Block[] {
  const { t, model } = words;
  const said: Block[] =
    terms.length === 0
      ? []
      : [{ kind: "terms", items: terms.map(({ term, definition }) => ({ term, text: definition })) }];
  if (model.figures.length === 0) return orSay(said, t("definitions.none"));
  // Each definition once: parts of a figure, by system or service, follow it.
  const grouped = [...Map.groupBy(model.figures, ({ definition }) => definition).values()];
  const first = new Set(grouped.map(([one]) => one));
  const rows = grouped.flat().map((figure) => [
    { lines: [[{ text: figure.label, strong: first.has(figure) }]] },
    {
      lines: [
        [first.has(figure) ? { text: figure.definition } : { text: t("definitions.above"), missing: true }],
      ],
    },
    { lines: [[valueRun(figure, "value", words)]] },
    {
      lines: [
        [
          figure.comparison === undefined
            ? { text: t("figures.not-compared"), missing: true }
            : valueRun(figure, "comparison", words),
        ],
      ],
    },
  ]);
  const columns = [
    { label: t("figures.column.figure"), weight: 26, align: "start" as const },
    { label: t("figures.column.definition"), weight: 44, align: "start" as const },
    { label: t("figures.column.value"), weight: 15, align: "end" as const },
    { label: t("figures.column.comparison"), weight: 15, align: "end" as const },
  ];
  return [...said, { kind: "table", id: `${id}-figures`, caption: t("figures.caption"), columns, rows }];
}

function methods(notes: Extract<Part, { kind: "methods" }>["notes"], { t, model }: Words): Block[] {
  const zone = paragraph(`${t("title.zone", { zone: model.zone })}.`);
  if (notes.length === 0) return [zone];
  const items = [...Map.groupBy(notes, ({ topic }) => topic)].map(([topic, own]) => ({
    term: t(`topic.${topic}`),
    text: own.map(({ text }) => text).join(" "),
  }));
  return [{ kind: "terms", items }, zone];
}
