import type { Language } from "../../../shared/language.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { changeText, figureText } from "../../../web/kit/figure-text.ts";
import { Figure, Figures } from "../../../web/kit/figure.tsx";
import type { FigureOut } from "../contract.ts";
import { statisticsTexts } from "./texts.ts";

/** What the value rests on: how many, the 90th percentile, how many with imprecise times. */
function Basis({ figure }: { readonly figure: FigureOut }) {
  const t = useTexts(statisticsTexts);
  const format = useFormat();
  const { now, unit, withheld } = figure;
  if (withheld) return <p className="b-quiet b-basis">{t("withheld")}</p>;
  if (now.missing !== null) return <p className="b-quiet b-basis">{now.missing}</p>;
  const n = now.n ?? 0;
  const parts = [
    now.p90 === null ? null : t("p90", { value: format.duration(now.p90 * 60) }),
    unit === "count" ? null : t(`n.${unit}`, { n, shown: format.number(n) }),
    now.imprecise === 0
      ? null
      : t("imprecise", { count: now.imprecise, shown: format.number(now.imprecise) }),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : <p className="b-quiet b-basis">{parts.join(" · ")}</p>;
}

function Tile({ figure }: { readonly figure: FigureOut }) {
  const t = useTexts(statisticsTexts);
  const format = useFormat();
  const { now, against, unit } = figure;
  const words = { format, points: t("points"), same: t("same") };
  const change = changeText(now.value, against?.value ?? null, unit, words);
  const before = against === null ? null : figureText(against, unit, format, t("about"));
  return (
    <Figure
      name={figure.label[format.language]}
      value={figure.withheld ? "–" : figureText(now, unit, format, t("about"))}
      definition={figure.definition[format.language]}
      {...(now.records === null ? {} : { records: now.records })}
      {...(change === null ? {} : { change })}
      {...(before === null || change === null ? {} : { against: before })}
    >
      <Basis figure={figure} />
    </Figure>
  );
}

export function FigureTiles({ figures }: { readonly figures: readonly FigureOut[] }) {
  return (
    <Figures>
      {figures.map((figure) => (
        <Tile key={figure.key} figure={figure} />
      ))}
    </Figures>
  );
}

export function definitionsShown(figures: readonly FigureOut[], language: Language) {
  return figures.map(({ key, label, definition }) => ({
    key,
    label: label[language],
    value: definition[language],
  }));
}
