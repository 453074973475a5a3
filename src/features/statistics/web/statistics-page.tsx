import { Skeleton } from "@digdir/designsystemet-react";
import { periodWords } from "../../../shared/period-words.ts";
import { periodAt } from "../../../shared/periods.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { FilterBar, FilterSelect } from "../../../web/kit/filter-bar.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { now } from "../../../web/kit/local-time.ts";
import { PageHeader, Section } from "../../../web/kit/page-header.tsx";
import { PeriodField } from "../../../web/kit/period-field.tsx";
import { dimensions, type Figures as Answer } from "../contract.ts";
import { figureTexts } from "../texts.ts";
import { definitionsShown, FigureTiles } from "./figure-tiles.tsx";
import { OverTime } from "./over-time.tsx";
import { Split } from "./split.tsx";
import { statisticsTexts } from "./texts.ts";
import { chartKeys, useAreas, useFigures, useQuestion, type Question } from "./use-statistics.ts";
import "./statistics.css";

const shortcuts = ["none", "previous", "year-before"] as const;

function Picker({ question, answer }: { question: Question; answer: Answer | undefined }) {
  const t = useTexts(statisticsTexts);
  const figureName = useTexts(figureTexts);
  const { filters, period, against, key, by, ready } = question;
  const areas = useAreas();
  const own = against !== undefined && against !== "previous" && against !== "year-before";
  return (
    <FilterBar active={filters.active} onClear={filters.clear}>
      <PeriodField
        label={t("period")}
        value={filters.values.period ?? (ready ? period.code : undefined)}
        onChange={(code) => filters.set("period", code)}
      />
      <FilterSelect
        label={t("against")}
        required
        value={own ? "own" : (against ?? "none")}
        options={[
          ...shortcuts.map((value) => ({ value, label: t(`against.${value}`) })),
          { value: "own", label: t("against.own") },
        ]}
        onChange={(value) => filters.set("against", value === "own" ? answer?.against?.code : value)}
      />
      {own ? (
        <PeriodField
          label={t("against.period")}
          value={against}
          onChange={(code) => filters.set("against", code)}
        />
      ) : null}
      <FilterSelect
        label={t("area")}
        value={filters.values.areaId}
        options={areas.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => filters.set("areaId", id)}
      />
      <FilterSelect
        label={t("figure")}
        required
        value={key}
        options={chartKeys.map((value) => ({ value, label: figureName(value) }))}
        onChange={(value) => filters.set("figure", value)}
      />
      <FilterSelect
        label={t("by")}
        required
        value={by}
        options={dimensions.map((value) => ({ value, label: t(`by.${value}`) }))}
        onChange={(value) => filters.set("by", value)}
      />
    </FilterBar>
  );
}

/** Why this period is shown, where nobody asked for one. */
function Opening({ question }: { readonly question: Question }) {
  const t = useTexts(statisticsTexts);
  const { language } = useFormat();
  const { opening } = question;
  if (opening === undefined) return null;
  const period = periodWords(opening.period, language);
  return <p className="b-quiet">{t(opening.complete ? "opening" : "opening.none", { period })}</p>;
}

/** A period that goes on is not as long as what it is compared with. */
function Running({ answer: { period, against } }: { readonly answer: Answer }) {
  const t = useTexts(statisticsTexts);
  const { language, timeZone } = useFormat();
  const today = periodAt(now(), "day", timeZone);
  if (period.until <= today.until || period.from > today.from) return null;
  if (against === null) return <p className="b-against">{t("running")}</p>;
  return <p className="b-against">{t("running.against", { against: periodWords(against, language) })}</p>;
}

/** Figures of any period against another, over time and split, each number a way to its records. */
export function StatisticsPage() {
  const t = useTexts(statisticsTexts);
  const { language } = useFormat();
  const question = useQuestion();
  const figures = useFigures(question);
  const answer = question.ready ? figures.data : undefined;
  const nothing = answer?.figures.every((one) => !one.now.value && !one.against?.value) === true;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Picker question={question} answer={answer} />
      <ErrorMessage error={figures.error} onRetry={() => void figures.refetch()} />
      <Opening question={question} />
      {figures.isLoading ? <Skeleton variant="rectangle" height="14rem" /> : null}
      {nothing ? <EmptyState title={t("empty")}>{t("empty.what")}</EmptyState> : null}
      {answer === undefined ? null : (
        <Section title={t("figures.title", { period: periodWords(answer.period, language) })}>
          {answer.against === null ? null : (
            <p className="b-quiet b-against">
              {t("figures.against", { period: periodWords(answer.against, language) })}
            </p>
          )}
          <Running answer={answer} />
          <FigureTiles figures={answer.figures} />
        </Section>
      )}
      {nothing || !question.ready ? null : <OverTime question={question} />}
      {nothing || !question.ready ? null : <Split question={question} />}
      {answer === undefined ? null : (
        <Section title={t("definitions")}>
          <div className="b-card">
            <KeyValueList items={definitionsShown(answer.figures, language)} />
          </div>
        </Section>
      )}
    </>
  );
}
