import { useQuery } from "@tanstack/react-query";
import { periodWords } from "../../../shared/period-words.ts";
import { periodAt } from "../../../shared/periods.ts";
import { api } from "../../../web/api.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { changeText, figureText } from "../../../web/kit/figure-text.ts";
import { Figure, Figures } from "../../../web/kit/figure.tsx";
import { now } from "../../../web/kit/local-time.ts";
import { Section } from "../../../web/kit/page-header.tsx";
import { TextLink } from "../../../web/link.tsx";
import type { FigureKey, FigureOut, Figures as Answer } from "../../statistics/contract.ts";
import { situationTexts } from "../texts.ts";

const keys: readonly FigureKey[] = [
  "incidents",
  "majorIncidents",
  "backlog",
  "restoredWithinPromise",
  "timeToRestore",
  "outageMinutes",
];

function Tile({ figure }: { readonly figure: FigureOut }) {
  const t = useTexts(situationTexts);
  const format = useFormat();
  const { now: value, against, unit, label, definition } = figure;
  const words = { format, points: t("points"), same: t("same") };
  const change = changeText(value.value, against?.value ?? null, unit, words);
  const before = against === null ? null : figureText(against, unit, format, t("about"));
  return (
    <Figure
      name={label[format.language]}
      value={figure.withheld ? "–" : figureText(value, unit, format, t("about"))}
      definition={definition[format.language]}
      {...(value.records === null ? {} : { records: value.records })}
      {...(change === null ? {} : { change })}
      {...(change === null || before === null ? {} : { against: before })}
    >
      {figure.withheld ? <p className="b-quiet">{t("withheld")}</p> : null}
    </Figure>
  );
}

/** This month against the same month the year before. */
export function MonthFigures() {
  const t = useTexts(situationTexts);
  const { timeZone, language } = useFormat();
  const may = useMay();
  const query = { period: periodAt(now(), "month", timeZone).code, against: "year-before" };
  const figures = useQuery({
    queryKey: ["incident", "/figures", query],
    queryFn: ({ signal }) => api.get<Answer>("/figures", query, signal),
    enabled: may("statistics:read"),
  });
  const { data } = figures;
  if (data === undefined) return <ErrorMessage error={figures.error} />;
  const words = (period: Answer["period"]) => periodWords(period, language);
  const title = t("figures", {
    period: words(data.period).replace(/^./u, (first) => first.toUpperCase()),
    against: data.against === null ? "" : words(data.against),
  });
  return (
    <Section title={title} actions={<TextLink to="/statistics">{t("figures.more")}</TextLink>}>
      <Figures>
        {data.figures
          .filter(({ key }) => keys.includes(key))
          .map((figure) => (
            <Tile key={figure.key} figure={figure} />
          ))}
      </Figures>
    </Section>
  );
}
