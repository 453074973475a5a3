import type { Language } from "../../../shared/language.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { figureFacts } from "../../../web/kit/figure-facts.ts";
import { Figure, Figures } from "../../../web/kit/figure.tsx";
import type { FigureKey, FigureOut } from "../contract.ts";
import { statisticsTexts } from "./texts.ts";

const basisOf = ({ key, unit }: FigureOut) => {
  if (key === "plannedOutageMinutes") return "n.planned";
  return unit === "share" ? "n.share" : "n.minutes";
};

/** What the value rests on: how many, the 90th percentile, how many with imprecise times; and what is missing. */
function Basis({ figure }: { readonly figure: FigureOut }) {
  const t = useTexts(statisticsTexts);
  const format = useFormat();
  const { now, against, unit, withheld } = figure;
  if (withheld) return <p className="b-quiet b-basis">{t("withheld")}</p>;
  if (now.missing !== null) return <p className="b-quiet b-basis">{now.missing}</p>;
  const n = now.n ?? 0;
  const parts = [
    now.p90 === null ? null : t("p90", { value: format.duration(now.p90 * 60) }),
    unit === "count" || now.value === null ? null : t(basisOf(figure), { n, shown: format.number(n) }),
    now.imprecise === 0
      ? null
      : t("imprecise", { count: now.imprecise, shown: format.number(now.imprecise) }),
    against?.missing ?? null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : <p className="b-quiet b-basis">{parts.join(" · ")}</p>;
}

function Tile({ figure }: { readonly figure: FigureOut }) {
  const format = useFormat();
  return (
    <Figure
      name={figure.label[format.language]}
      definition={figure.definition[format.language]}
      {...figureFacts(figure, format.language)}
    >
      <Basis figure={figure} />
    </Figure>
  );
}

/** What belongs together stands together: how many, how fast, how long, and what came of it. */
const rows: readonly (readonly FigureKey[])[] = [
  ["incidents", "majorIncidents", "closed", "backlog"],
  ["timeToAcknowledge", "timeToRestore", "restoredWithinPromise", "reopenRate"],
  ["outageMinutes", "plannedOutageMinutes"],
  ["breaches", "deviations", "actions"],
];

export function FigureTiles({ figures }: { readonly figures: readonly FigureOut[] }) {
  return (
    <div className="b-figure-rows">
      {rows.map((keys) => (
        <Figures key={keys[0]}>
          {figures
            .filter(({ key }) => keys.includes(key))
            .map((figure) => (
              <Tile key={figure.key} figure={figure} />
            ))}
        </Figures>
      ))}
    </div>
  );
}

export function definitionsShown(figures: readonly FigureOut[], language: Language) {
  return figures.map(({ key, label, definition }) => ({
    key,
    label: label[language],
    value: definition[language],
  }));
}
