import type { Words } from "./compose-charts.ts";
import type { Block, Cell, Column, Line, Run } from "./document.ts";
import type { ActionGroup, AreaRow, AreaTable, MajorIncident, Moment, Severity } from "./model.ts";

function column(label: string, weight: number): Column {
  return { label, weight, align: "start" };
}

function paragraph(text: string): Block {
  return { kind: "paragraph", line: [{ text }] };
}

function orMissing(text: string | null, { t }: Words): Run {
  return text === null ? { text: t("missing"), missing: true } : { text };
}

export function severityText(severity: Severity, { t }: Words): string {
  return t(`severity.${severity ?? "unknown"}`);
}

function severityCell(
  {
    severity,
    severityReason: reason,
    severityRule: rule,
  }: Pick<AreaRow, "severity" | "severityReason" | "severityRule">,
  words: Words,
): Cell {
  const lines: Line[] = [[{ text: words.t(`severity.short.${severity ?? "unknown"}`) }]];
  if (rule !== null) lines.push([{ text: words.t("areas.rule", { rule }) }]);
  if (reason !== null) lines.push([{ text: words.t("areas.reason", { reason }) }]);
  return { lines, severity };
}

export function composeAreas(areas: readonly AreaTable[], words: Words, id: string): Block[] {
  const { t } = words;
  if (areas.length === 0) return [paragraph(t("areas.empty"))];
  return areas.flatMap((area): Block[] => {
    const verdict = severityText(area.severity, words);
    const start: Block[] = [
      { kind: "heading", level: 2, id: `${id}-${area.key}`, text: area.name },
      {
        kind: "verdict",
        severity: area.severity,
        text: t("areas.verdict", { severity: verdict.toLowerCase() }),
      },
    ];
    if (area.severityReason !== null)
      start.push(paragraph(t("areas.reason", { reason: area.severityReason })));
    if (area.rows.length === 0) return [...start, paragraph(t("areas.none"))];
    return [
      ...start,
      {
        kind: "table",
        id: `${id}-${area.key}-table`,
        caption: t("areas.caption", { area: area.name }),
        columns: [
          column(t("areas.column.service"), 25),
          column(t("areas.column.incident"), 20),
          column(t("areas.column.breach"), 18),
          column(t("areas.column.actions"), 21),
          column(t("areas.column.severity"), 16),
        ],
        rows: area.rows.map((row) => areaCells(row, words)),
      },
    ];
  });
}

function stateLines(label: Run, text: string | null): Line[] {
  return text === null ? [[label]] : [[{ ...label, strong: true }], [{ text }]];
}

function areaCells(row: AreaRow, words: Words): Cell[] {
  const { t } = words;
  const service: Line[] = [[{ text: row.service, strong: true, href: row.records }]];
  if (row.system !== null) service.push([{ text: row.system }]);
  // Said as what it is: beneath the system's name it reads as if it were part of that.
  if (row.title !== null && row.title !== row.breach.text)
    service.push([{ text: t("areas.title", { title: row.title }) }]);
  const { incident, breach } = row;
  const incidentLabel: Run =
    incident.state === "missing"
      ? { text: t("missing"), missing: true }
      : { text: t(`incident.${incident.state}`), strong: incident.state === "major" };
  const breachLabel: Run =
    breach.state === "missing"
      ? { text: t("missing"), missing: true }
      : { text: t(`breach.${breach.state}`), missing: breach.state === "withheld" };
  const actions: Line[] =
    row.actions.length === 0
      ? [[{ text: t("areas.no-action"), missing: true }]]
      : row.actions.map((text) => [{ text }]);
  return [
    { lines: service },
    { lines: stateLines(incidentLabel, incident.text) },
    { lines: stateLines(breachLabel, breach.text) },
    { lines: actions },
    severityCell(row, words),
  ];
}

function momentRun(moment: Moment | null, words: Words): Run {
  return orMissing(moment === null ? null : words.format.instant(moment.at, moment.precision), words);
}

export function composeMajors(incidents: readonly MajorIncident[], words: Words, id: string): Block[] {
  const { t, model } = words;
  if (incidents.length === 0) return [paragraph(t("majors.none"))];
  const rows = incidents.map((each): Cell[] => {
    const service: Line[] = [[{ text: each.service }]];
    if (each.system !== null) service.push([{ text: each.system }]);
    return [
      { lines: [[{ text: each.number, strong: true, href: each.records }], [{ text: each.title }]] },
      { lines: service },
      {
        lines: [[momentRun(each.started, words), { text: " –" }], [momentRun(each.restored, words)]],
      },
      { lines: [[orMissing(each.ground, words)]] },
    ];
  });
  const columns = [
    column(t("majors.column.incident"), 32),
    column(t("majors.column.service"), 19),
    column(t("majors.column.time"), 19),
    column(t("majors.column.ground"), 30),
  ];
  const caption = t("majors.caption", { period: model.period.label });
  return [{ kind: "table", id: `${id}-table`, caption, columns, rows }];
}

export function composeActions(groups: readonly ActionGroup[], words: Words, id: string): Block[] {
  const { t } = words;
  const filled = groups.filter((group) => group.actions.length > 0);
  if (filled.length === 0) return [paragraph(t("actions.none"))];
  return filled.flatMap((group, index): Block[] => {
    const supplier = group.supplier ?? t("actions.own");
    const columns = [
      column(t("actions.column.action"), 60),
      column(t("actions.column.state"), 20),
      column(t("actions.column.due"), 20),
    ];
    const rows = group.actions.map((action): Cell[] => {
      const lines: Line[] = [[{ text: action.text, href: action.records }]];
      if (action.effect !== null) lines.push([{ text: t("actions.effect", { text: action.effect }) }]);
      if (action.constraint !== null)
        lines.push([{ text: t("actions.constraint", { text: action.constraint }) }]);
      const state = action.state === null ? null : t(`state.${action.state}`);
      return [{ lines }, { lines: [[orMissing(state, words)]] }, { lines: [[orMissing(action.due, words)]] }];
    });
    const caption = t("actions.caption", { supplier });
    return [
      { kind: "heading", level: 2, id: `${id}-${index + 1}`, text: supplier },
      { kind: "table", id: `${id}-${index + 1}-table`, caption, columns, rows },
    ];
  });
}
