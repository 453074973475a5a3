import { priorityTexts } from "../../../shared/priorities.texts.ts";
import { shortChange, valueText } from "../../../shared/figure-text.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { Chart } from "../../../web/kit/chart.tsx";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { priorityOf } from "../../../web/kit/priority-mark.tsx";
import { listOf } from "../../../web/kit/use-list.ts";
import { TextLink } from "../../../web/link.tsx";
import { periodWords } from "../../../shared/period-words.ts";
import type { Breakdown } from "../contract.ts";
import { decimalsOf, drawn, useDrawnName } from "./over-time.tsx";
import { statisticsTexts } from "./texts.ts";
import { useBreakdown, useFigures, type Question } from "./use-statistics.ts";

type Row = Breakdown["rows"][number];
type Value = Row["now"];

const drawnRows = 12;
const states = ["new", "acknowledged", "in-progress", "waiting", "restored", "closed"] as const;

/** What a group is called: by its name, by what its value means, or that the records say nothing. */
function useRowName(by: Breakdown["by"]): (row: Row) => string {
  const t = useTexts(statisticsTexts);
  const words = useTexts(priorityTexts);
  return ({ id, label }) => {
    if (label !== null) return label;
    if (id === null) return t("row.none");
    const priority = by === "priority" ? priorityOf(id) : undefined;
    if (priority !== undefined) return words(`priority.${priority}`);
    const state = by === "state" ? states.find((one) => one === id) : undefined;
    return state === undefined ? id : t(`state.${state}`);
  };
}

function Linked({ value, text }: { readonly value: Value | null; readonly text: string | null }) {
  const t = useTexts(statisticsTexts);
  if (value === null || text === null)
    return <span className="b-quiet">{value?.missing ?? t("missing")}</span>;
  return value.records === null ? text : <TextLink to={value.records}>{text}</TextLink>;
}

function useColumns(data: Breakdown, question: Question): Column<Row>[] {
  const t = useTexts(statisticsTexts);
  const format = useFormat();
  const rowName = useRowName(data.by);
  const compared = useFigures(question).data?.against;
  const text = (value: Value | null) =>
    value === null || value.value === null
      ? null
      : valueText(value.value, data.unit, { language: format.language, imprecise: value.imprecise > 0 });
  const columns: Column<Row>[] = [
    { id: "name", header: t(`by.${data.by}`), cell: rowName },
    {
      id: "now",
      header: periodWords(question.period, format.language),
      align: "end",
      cell: ({ now }) => <Linked value={now} text={text(now)} />,
    },
  ];
  if (compared === undefined || compared === null) return columns;
  columns.push(
    {
      id: "against",
      header: periodWords(compared, format.language),
      align: "end",
      cell: ({ against }) => <Linked value={against} text={text(against)} />,
    },
    {
      id: "change",
      header: t("change"),
      align: "end",
      cell: ({ now, against }) =>
        shortChange(now.value, against?.value ?? null, data.unit, format.language) ?? "–",
    },
  );
  return columns;
}

function SplitOf({ data, question }: { readonly data: Breakdown; readonly question: Question }) {
  const t = useTexts(statisticsTexts);
  const { language } = useFormat();
  const rowName = useRowName(data.by);
  const drawnName = useDrawnName();
  const columns = useColumns(data, question);
  const figure = data.label[language];
  const greatest = data.rows.slice(0, drawnRows);
  const compared = useFigures(question).data?.against;
  const series = [
    {
      name: periodWords(question.period, language),
      values: greatest.map(({ now }) => drawn(now.value, data.unit)),
    },
    ...(compared === undefined || compared === null
      ? []
      : [
          {
            name: periodWords(compared, language),
            values: greatest.map(({ against }) => drawn(against?.value ?? null, data.unit)),
          },
        ]),
  ];
  return (
    <>
      <Chart
        title={drawnName(figure, data.unit)}
        summary={
          data.rows.length > drawnRows
            ? t("split.drawn", { drawn: drawnRows, count: data.rows.length })
            : t("split.summary")
        }
        decimals={decimalsOf(
          data.unit,
          series.flatMap(({ values }) => values),
        )}
        model={{ kind: "bar-across", categories: greatest.map(rowName), series }}
      />
      {data.rows.length > drawnRows ? (
        <p className="b-quiet">{t("split.drawn", { drawn: drawnRows, count: data.rows.length })}</p>
      ) : null}
      <div className="b-split-table">
        <DataTable
          caption={t("split.title", { figure, by: t(`by.${data.by}`).toLowerCase() })}
          columns={columns}
          list={listOf(data.rows)}
          rowKey={(row) => row.id ?? ""}
          showTotal={false}
        />
        <WholePeriod data={data} question={question} />
      </div>
    </>
  );
}

/** What the rows are parts of; they need not add up to it. */
function WholePeriod({ data, question }: { readonly data: Breakdown; readonly question: Question }) {
  const t = useTexts(statisticsTexts);
  const { language } = useFormat();
  const whole = useFigures(question).data?.figures.find(({ key }) => key === data.key);
  if (whole === undefined || whole.withheld) return null;
  const { now, against, unit } = whole;
  const said = [now, against].flatMap((value) =>
    value === null ? [] : [valueText(value.value, unit, { language, imprecise: value.imprecise > 0 })],
  );
  return (
    <p className="b-split-total">
      <strong>{`${t("split.total")}: ${said.join(" / ")}`}</strong>{" "}
      <span className="b-quiet">{t("split.total.what")}</span>
    </p>
  );
}

/** The chosen figure by service, supplier, category …: the greatest drawn, all in a table. */
export function Split({ question }: { readonly question: Question }) {
  const t = useTexts(statisticsTexts);
  const { language } = useFormat();
  const split = useBreakdown(question);
  if (split.data === undefined) return <ErrorMessage error={split.error} />;
  const { data } = split;
  const by = t(`by.${data.by}`).toLowerCase();
  return (
    <Section title={t("split.title", { figure: data.label[language], by })}>
      {data.rows.length === 0 ? (
        <EmptyState title={t("split.none")} level={3}>
          {data.withheld ? t("withheld") : t("split.none.what")}
        </EmptyState>
      ) : (
        <SplitOf data={data} question={question} />
      )}
    </Section>
  );
}
