import { Skeleton } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { periodWords } from "../../../shared/period-words.ts";
import { api } from "../../../web/api.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { figureFacts } from "../../../web/kit/figure-facts.ts";
import { Figure, Figures } from "../../../web/kit/figure.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { TextLink } from "../../../web/link.tsx";
import type { FigureKey, FigureOut, Figures as Answer, OpeningOut } from "../../statistics/contract.ts";
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
  const { language } = useFormat();
  return (
    <Figure
      name={figure.label[language]}
      definition={figure.definition[language]}
      {...figureFacts(figure, language)}
    >
      {figure.withheld ? <p className="b-quiet">{t("withheld")}</p> : null}
    </Figure>
  );
}

/** The period that statistics open with, too: the one that goes on is half, and would be held against a whole one. */
function useOpeningFigures() {
  const may = useMay();
  const opening = useQuery({
    queryKey: ["incident", "/figures/opening-period"],
    queryFn: ({ signal }) => api.get<OpeningOut>("/figures/opening-period", {}, signal),
    enabled: may("statistics:read"),
  });
  const { data } = opening;
  const query = { period: data?.period.code, against: data?.against };
  const figures = useQuery({
    queryKey: ["incident", "/figures", query],
    queryFn: ({ signal }) => api.get<Answer>("/figures", query, signal),
    enabled: data !== undefined,
  });
  return { opening: data, figures: figures.data, error: opening.error ?? figures.error };
}

/** The latest complete period with incidents, against another. */
export function PeriodFigures() {
  const t = useTexts(situationTexts);
  const { language } = useFormat();
  const may = useMay();
  const { opening, figures, error } = useOpeningFigures();
  if (!may("statistics:read")) return null;
  if (error !== null) return <ErrorMessage error={error} />;
  if (opening === undefined || figures === undefined) return <Skeleton variant="rectangle" height="14rem" />;
  const words = (period: Answer["period"]) => periodWords(period, language);
  const title = t("figures", {
    period: words(figures.period).replace(/^./u, (first) => first.toUpperCase()),
    against: figures.against === null ? "" : words(figures.against),
  });
  return (
    <Section title={title} actions={<TextLink to="/statistics">{t("figures.more")}</TextLink>}>
      <p className="b-quiet b-figures-why">{t(opening.complete ? "figures.latest" : "figures.running")}</p>
      <Figures>
        {figures.figures
          .filter(({ key }) => keys.includes(key))
          .map((figure) => (
            <Tile key={figure.key} figure={figure} />
          ))}
      </Figures>
    </Section>
  );
}
