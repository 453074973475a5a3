import { parseReportModel, type AreaRow, type ReportModel } from "../model.ts";

const period = { code: "2023", label: "2023", from: "2023-01-01", until: "2024-01-01" };
const comparison = { code: "2022", label: "2022", from: "2022-01-01", until: "2023-01-01" };

const shell = {
  version: 1,
  language: "sv",
  zone: "Europe/Stockholm",
  organisation: "Exempelkommun",
  title: "Avvikelserapport",
  period,
  comparison,
  scope: { kind: "all" },
  author: { unit: null, role: null },
  generatedAt: "2024-01-10T08:00:00Z",
  frozenAt: null,
} as const;

/** Nothing happened and nothing is known: every part is there and has nothing to show. */
export function emptyReport(): ReportModel {
  return parseReportModel({
    ...shell,
    figures: [],
    parts: [
      { kind: "summary", paragraphs: [] },
      { kind: "figures", keys: [] },
      { kind: "charts", charts: [] },
      { kind: "areas", areas: [] },
      { kind: "majors", incidents: [] },
      { kind: "actions", groups: [] },
      { kind: "after", items: [] },
      { kind: "definitions", terms: [] },
      { kind: "methods", notes: [] },
    ],
  });
}

function areaRow(text: string, index: number): AreaRow {
  return {
    service: `${text} ${index}`,
    system: text,
    title: null,
    actions: [text],
    incident: { state: index % 3 === 0 ? "major" : "incident", text },
    breach: { state: index % 4 === 0 ? "missing" : "none", text: null },
    severity: index % 3 === 0 ? "major" : index % 2 === 0 ? "minor" : null,
    severityReason: index % 5 === 0 ? text : null,
    severityRule: index % 5 === 0 ? null : text,
    records: "/avvikelser",
  };
}

/** A year: twelve months, twelve areas of eight rows each. */
export function yearReport(text = "Tjänst för ekonomi och redovisning"): ReportModel {
  const months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
  const figures = months.map((month, index) => ({
    key: `incidents.${month}`,
    label: `Incidenter ${month}`,
    definition: text,
    unit: "count",
    value: index === 3 ? null : 2000 + index * 7,
    comparison: 1900 + index,
    records: `/incidenter?manad=${month}`,
  }));
  return parseReportModel({
    ...shell,
    figures,
    parts: [
      { kind: "figures", keys: figures.map(({ key }) => key) },
      {
        kind: "charts",
        charts: ["incidents", "majors", "outage"].map((key) => ({
          key,
          kind: key === "outage" ? "dimension" : "series",
          title: `${text} ${key}`,
          unit: "count",
          categories: months.map((label) => ({ label })),
          series: [
            { label: "2023", role: "current", values: figures.map(({ value }) => value) },
            { label: "2022", role: "comparison", values: figures.map((each) => each.comparison) },
          ],
        })),
      },
      {
        kind: "areas",
        areas: Array.from({ length: 12 }, (_, area) => ({
          key: `area-${area}`,
          name: `Område ${area}`,
          severity: "minor",
          rows: Array.from({ length: 8 }, (_row, index) => areaRow(text, index)),
        })),
      },
      { kind: "definitions", terms: [] },
    ],
  });
}

export const hostileTexts = {
  markup: `<script>alert(1)</script> & "quoted" 'single' </w:t> ]]>`,
  typst: '#eval("1") *bold* _it_ $x^2$ @ref `raw` = Heading \\ // <label>',
  word: "Donaudampfschiffahrtsgesellschaftskapitän".repeat(8),
  letters: "🔥 ⚡️ 漢字 مرحبا بالعالم שלום",
  controls: "före\u0000\u0007\u202eefter\ud800slut",
} as const;

/** Every text that a record could bring, in every place where a text can stand. */
export function hostileReport(): ReportModel {
  const all = Object.values(hostileTexts).join(" · ");
  return parseReportModel({
    ...shell,
    organisation: all,
    title: all,
    subtitle: all,
    scope: { kind: "area", name: all },
    author: { unit: all, role: all },
    address: "https://beredd.example/",
    figures: [
      {
        key: "one",
        label: all,
        definition: all,
        unit: "count",
        value: 1,
        comparison: null,
        records: "/x?a=1&b=<2>",
      },
    ],
    parts: hostileParts(all),
  });
}

function hostileParts(all: string) {
  return [
    { kind: "summary", paragraphs: [{ sentences: [{ text: all, figures: ["one"] }] }] },
    { kind: "figures", keys: ["one"] },
    {
      kind: "charts",
      charts: [
        {
          key: "c",
          kind: "dimension",
          title: all,
          unit: "count",
          note: all,
          categories: [{ label: all }, { label: "b" }],
          series: [{ label: all, role: "current", values: [1, null] }],
        },
      ],
    },
    {
      kind: "areas",
      areas: [
        {
          key: "a",
          name: all,
          severity: "major",
          severityReason: all,
          rows: [areaRow(all, 0), areaRow(all, 1)],
        },
      ],
    },
    {
      kind: "majors",
      incidents: [{ number: all, title: all, service: all, started: null, restored: null, ground: all }],
    },
    {
      kind: "actions",
      groups: [
        { supplier: all, actions: [{ text: all, state: null, due: null, effect: all, constraint: all }] },
      ],
    },
    { kind: "after", items: [{ when: null, text: all }] },
    { kind: "definitions", terms: [{ term: all, definition: all }] },
    { kind: "methods", notes: [{ topic: "other", text: all }] },
  ];
}
