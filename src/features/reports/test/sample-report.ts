import type { Language } from "../../../shared/language.ts";
import { parseReportModel, type Figure, type FigureInput, type ReportModel } from "../model.ts";
import { periodWords } from "../period-words.ts";
import { draftMethodNotes, draftNoneIn, draftSplit, draftSummary, type NamedFigure } from "../sentences.ts";
import { sampleActions, sampleAfter, sampleAreas, sampleMajors } from "./sample-parts.ts";

export type Pick = (sv: string, en: string) => string;

export function pickFor(language: Language): Pick {
  return (sv, en) => (language === "sv" ? sv : en);
}

function bounds(code: string, from: string, until: string, language: Language) {
  return { code, from, until, label: periodWords({ from, until }, language) };
}

function figureOf(input: FigureInput): Figure {
  return { phrase: "plain", n: null, imprecise: false, records: null, comparisonRecords: null, ...input };
}

function mainFigures(pick: Pick): Figure[] {
  return [
    figureOf({
      key: "incidents",
      label: pick("Incidenter", "Incidents"),
      definition: pick(
        "Oplanerat avbrott i en IT-tjänst, eller en försämring av dess kvalitet, som började under perioden.",
        "Unplanned interruption of an IT service, or a reduction of its quality, that began in the period.",
      ),
      unit: "count",
      phrase: "incidents",
      value: 1003,
      comparison: 756,
      records: "/incidenter?period=2023-Q1",
      comparisonRecords: "/incidenter?period=2022-Q1",
    }),
    figureOf({
      key: "incidents.major",
      label: "Major incidents",
      definition: pick(
        "Incident i den högsta påverkansklassen: allvarlig, med stort avbrott i verksamheten.",
        "Incident of the highest impact class: serious, with a large outage in the activity.",
      ),
      unit: "count",
      phrase: "major-incidents",
      value: 11,
      comparison: null,
      records: "/incidenter?period=2023-Q1&major=ja",
    }),
    figureOf({
      key: "breaches",
      label: pick("Personuppgiftsincidenter", "Personal-data incidents"),
      definition: pick(
        "Säkerhetsincident som lett till att personuppgifter förstörts, gått förlorade, ändrats eller röjts.",
        "Breach of security by which personal data were destroyed, lost, altered or disclosed.",
      ),
      unit: "count",
      phrase: "breaches",
      value: 5,
      comparison: null,
      records: "/personuppgiftsincidenter?period=2023-Q1",
    }),
  ];
}

function timeFigures(pick: Pick): Figure[] {
  return [
    figureOf({
      key: "restore.median",
      label: pick("Mediantid till återställning", "Median time to restore"),
      definition: pick(
        "Hälften av de återställda incidenterna återställdes inom denna tid.",
        "Half of the restored incidents were restored within this time.",
      ),
      unit: "duration",
      phrase: "restore-time",
      value: null,
      comparison: null,
    }),
    figureOf({
      key: "outage.finance",
      label: pick("Längsta avbrott i ekonomisystemet", "Longest outage of the finance system"),
      definition: pick(
        "Tiden från början till återställning av det längsta avbrottet i perioden.",
        "The time from start to restoration of the longest outage in the period.",
      ),
      unit: "duration",
      value: 86_400,
      imprecise: true,
      n: 7,
      records: "/incidenter?period=2023-Q1&tjanst=ekonomi",
    }),
  ];
}

function splitFigures(pick: Pick): { majors: NamedFigure[]; breaches: NamedFigure[] } {
  const part = (key: string, of: string, name: string, value: number, records: string): NamedFigure => ({
    name,
    figure: figureOf({
      key,
      label: `${of}: ${name}`,
      definition: pick(`Måttet ”${of}”, begränsat till ${name}.`, `The figure “${of}”, limited to ${name}.`),
      value,
      records,
      unit: "count",
    }),
  });
  const breaches = pick("Personuppgiftsincidenter", "Personal-data incidents");
  const [majors, register] = ["Major incidents", "/personuppgiftsincidenter?omrade="];
  return {
    majors: [
      part("incidents.major:agresso", majors, "UBW/Agresso", 7, "/incidenter?major=ja&system=agresso"),
      part(
        "incidents.major:telephony",
        majors,
        pick("telefoni", "telephony"),
        4,
        "/incidenter?major=ja&tjanst=telefoni",
      ),
    ],
    breaches: [
      part("breaches:hr", breaches, "HR", 5, `${register}hr`),
      part("breaches:finance", breaches, pick("ekonomi", "finance"), 0, `${register}ekonomi`),
      part(
        "breaches:communication",
        breaches,
        pick("kommunikation", "communication"),
        0,
        `${register}kommunikation`,
      ),
      part(
        "breaches:management",
        breaches,
        pick("ledningsstöd", "management support"),
        0,
        `${register}ledning`,
      ),
    ],
  };
}

/** The quarter of the second seed as a finished report, in our own words and without any person. */
export function sampleReport(language: Language = "sv"): ReportModel {
  const pick = pickFor(language);
  const period = bounds("2023-Q1", "2023-01-01", "2023-04-01", language);
  const comparison = bounds("2022-Q1", "2022-01-01", "2022-04-01", language);
  const drafting = { language, period, comparison };
  const figures = [...mainFigures(pick), ...timeFigures(pick)];
  const split = splitFigures(pick);
  const [first, second, third, ...others] = draftSummary(figures, drafting);
  const majorSplit = draftSplit(split.majors, language);
  const none = draftNoneIn(split.breaches, language);
  const paragraphs = [[first], [second, majorSplit], [third, none], others].map((sentences) => ({
    sentences: sentences.filter((each) => each !== null && each !== undefined),
  }));
  return parseReportModel({
    version: 1,
    language,
    zone: "Europe/Stockholm",
    organisation: pick("Exempelkommun, intern IT", "Exempelkommun, internal IT"),
    title: pick("Kvalitetsavvikelser i IT-tjänster", "Quality deviations in IT services"),
    subtitle: pick("Redogörelse på förfrågan från nämnden", "Account at the board's request"),
    number: "RAP-2023-0004",
    diaryNumber: "KS 2023/118",
    period,
    comparison,
    scope: { kind: "all" },
    author: {
      unit: pick("enheten för digitalisering", "digitalisation unit"),
      role: pick("handläggare", "case officer"),
    },
    generatedAt: "2023-06-12T07:30:00Z",
    frozenAt: "2023-06-14T11:05:00Z",
    address: "https://beredd.example",
    figures: [...figures, ...[...split.majors, ...split.breaches].map(({ figure }) => figure)],
    parts: [
      { kind: "summary", paragraphs },
      { kind: "figures", keys: figures.map(({ key }) => key) },
      { kind: "charts", charts: sampleCharts(pick, period.label, comparison.label) },
      { kind: "areas", areas: sampleAreas(pick, language) },
      { kind: "majors", incidents: sampleMajors(pick) },
      { kind: "actions", groups: sampleActions(pick) },
      { kind: "after", items: sampleAfter(pick) },
      { kind: "definitions", terms: sampleTerms(pick) },
      { kind: "methods", notes: draftMethodNotes(figures, { language, period, comparison }) },
    ],
  });
}

function sampleTerms(pick: Pick) {
  return [
    {
      term: pick("Kvalitetsavvikelse", "Deviation"),
      definition: pick(
        "Incident i en IT-applikation, känd brist i en tjänsts innehåll eller kvalitet, eller känd brist i att möta kundens önskemål om en befintlig tjänst.",
        "An incident in an IT application, a known shortcoming in a service's content or quality, or a known shortcoming in meeting the customer's wishes about an existing service.",
      ),
    },
    {
      term: pick("Bastjänst och tilläggstjänst", "Base and optional service"),
      definition: pick(
        "En bastjänst ska användas av alla förvaltningar. En tilläggstjänst kan användas efter behov och överenskommelse.",
        "A base service is used by every administration. An optional service may be used as needed and agreed.",
      ),
    },
  ];
}

function sampleCharts(pick: Pick, period: string, comparison: string) {
  return [
    {
      key: "incidents",
      kind: "comparison",
      title: pick(
        "Incidenter jämfört med samma kvartal året före",
        "Incidents against the same quarter the year before",
      ),
      unit: "count",
      categories: [{ label: pick("Incidenter", "Incidents"), records: "/incidenter?period=2023-Q1" }],
      series: [
        { label: period, role: "current", values: [1003] },
        { label: comparison, role: "comparison", values: [756] },
      ],
    },
    {
      key: "majors",
      kind: "dimension",
      title: pick("Major incidents per tjänst", "Major incidents by service"),
      unit: "count",
      categories: [{ label: "UBW/Agresso" }, { label: pick("Telefoni", "Telephony") }],
      series: [
        { label: period, role: "current", values: [7, 4] },
        { label: comparison, role: "comparison", values: [null, null] },
      ],
    },
    {
      key: "breaches",
      kind: "dimension",
      title: pick("Personuppgiftsincidenter per IT-stöd", "Personal-data incidents by system"),
      unit: "count",
      categories: [
        "Adato",
        pick("Utbildningsportalen", "Training portal"),
        "Personec P",
        pick("Förmånsportalen", "Benefits portal"),
        pick("Pensionshandläggning", "Pension administration"),
      ].map((label) => ({ label })),
      series: [{ label: period, role: "current", values: [1, 1, 1, 1, 1] }],
    },
  ];
}
