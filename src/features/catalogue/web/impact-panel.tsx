import { useQuery } from "@tanstack/react-query";
import { Button } from "@digdir/designsystemet-react";
import { useState, type ReactNode } from "react";
import { api } from "../../../web/api.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { Figure, Figures } from "../../../web/kit/figure.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import { TextLink } from "../../../web/link.tsx";
import type { Effect, ImpactView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";

const tones = { fallen: "danger", degraded: "warning" } as const satisfies Record<Effect, string>;
const NAMED = 8;

/** Asks what follows when these have fallen. */
export function useImpact(nodeIds: readonly string[]) {
  return useQuery({
    queryKey: ["dependency", "impact", nodeIds],
    queryFn: ({ signal }) => api.get<ImpactView>("/impact", { nodeId: nodeIds }, signal),
    enabled: nodeIds.length > 0,
  });
}

/** What follows when the node falls: who and what is hit, with the way to each. */
export function ImpactPanel({ node }: { readonly node: { readonly id: string; readonly name: string } }) {
  const t = useTexts(catalogueTexts);
  const impact = useImpact([node.id]);
  return (
    <Section title={t("impact.for", { name: node.name })}>
      <ErrorMessage error={impact.error} onRetry={() => void impact.refetch()} />
      {impact.data === undefined ? null : <Impact impact={impact.data} />}
    </Section>
  );
}

/** The figures of an impact, and the first names behind each. */
export function Impact({ impact }: { readonly impact: ImpactView }) {
  const t = useTexts(catalogueTexts);
  const format = useFormat();
  const { people } = impact;
  const counted = (["services", "units", "sites", "activities"] as const).map((kind) => ({
    kind,
    ...impact[kind],
  }));
  return (
    <>
      <Figures>
        {counted.map(({ kind, count, fallen }) => (
          <Figure
            key={kind}
            name={t(`impact.${kind}`)}
            value={format.number(count)}
            definition={t(`impact.${kind}.what`)}
          >
            <Split fallen={fallen} count={count} hit={kind !== "services"} />
          </Figure>
        ))}
        <Figure
          name={t("impact.people")}
          value={people.count === null ? null : format.number(people.count)}
          definition={t("impact.people.what")}
        >
          <Split fallen={people.fallen ?? 0} count={people.count ?? 0} hit />
        </Figure>
      </Figures>
      <div className="b-hits">
        <Named title={t("impact.services")} of={impact.services} to={(id) => `/services/${id}`} />
        <Named title={t("impact.units")} of={impact.units} to={(id) => `/units/${id}`} hit />
        <Named title={t("impact.sites")} of={impact.sites} to={(id) => `/sites/${id}`} hit />
        <Named title={t("impact.activities")} of={impact.activities} to={null} hit />
      </div>
    </>
  );
}

function Split(props: { readonly fallen: number; readonly count: number; readonly hit: boolean }): ReactNode {
  const { fallen, count, hit } = props;
  const t = useTexts(catalogueTexts);
  const format = useFormat();
  if (count === 0 || fallen === count) return null;
  const degraded = format.number(count - fallen);
  return (
    <div className="b-quiet">
      {t(hit ? "impact.split.hit" : "impact.split", { fallen: format.number(fallen), degraded })}
    </div>
  );
}

interface NamedProps {
  readonly title: string;
  readonly of: {
    readonly count: number;
    readonly items: readonly { readonly id: string; readonly name: string; readonly effect: Effect }[];
  };
  readonly to: ((id: string) => string) | null;
  /** True for those who are hit by what falls. */
  readonly hit?: boolean;
}

function Named({ title, of, to, hit = false }: NamedProps) {
  const t = useTexts(catalogueTexts);
  const [all, setAll] = useState(false);
  const shown = all ? of.items : of.items.slice(0, NAMED);
  const more = of.count - shown.length;
  if (of.count === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {shown.map((item) => (
          <li key={item.id}>
            {to === null ? item.name : <TextLink to={to(item.id)}>{item.name}</TextLink>}
            <EffectBadge effect={item.effect} hit={hit} />
          </li>
        ))}
        {more > 0 ? (
          <li>
            {all ? (
              <span className="b-quiet">{t("impact.more", { count: more })}</span>
            ) : (
              <Button variant="tertiary" data-size="sm" onClick={() => setAll(true)}>
                {t("impact.more", { count: more })}
              </Button>
            )}
          </li>
        ) : null}
      </ul>
    </div>
  );
}

/** Systems and services fall; units, sites and activities are hit by that. */
export function EffectBadge({ effect, hit = false }: { readonly effect: Effect; readonly hit?: boolean }) {
  const t = useTexts(catalogueTexts);
  return (
    <StatusBadge tone={tones[effect]}>{t(hit ? `effect.${effect}.hit` : `effect.${effect}`)}</StatusBadge>
  );
}
