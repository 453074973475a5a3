import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTexts } from "../../../web/context.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { TextLink } from "../../../web/link.tsx";
import type { Effect, GraphView as Graph } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";
import { GraphDrawing } from "./graph-drawing.tsx";
import { EffectBadge, Impact, useImpact } from "./impact-panel.tsx";

interface GraphViewProps {
  readonly graph: Graph;
  readonly current?: string;
  /** Shows the figures of what was tried under the map. */
  readonly withImpact?: boolean;
}

/** A graph, drawn or as a list; what is marked as fallen shows what follows. */
export function GraphView({ graph, current, withImpact = false }: GraphViewProps) {
  const t = useTexts(catalogueTexts);
  const [asList, setAsList] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const impact = useImpact(chosen);
  const hit = chosen.length === 0 ? [] : (impact.data?.nodes ?? []);
  const effects = new Map<string, Effect>(hit.map((node) => [node.id, node.effect]));
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  return (
    <div className="b-graph-frame">
      <div className="b-actions">
        <Button variant="secondary" onClick={() => setAsList(!asList)}>
          {t(asList ? "map.drawing" : "map.list")}
        </Button>
        {chosen.length > 0 ? (
          <Button variant="tertiary" onClick={() => setChosen([])}>
            {t("map.clear")}
          </Button>
        ) : null}
        <span className="b-quiet">{t("map.try.what")}</span>
      </div>
      {asList ? (
        <GraphList graph={graph} effects={effects} chosen={chosen} onToggle={toggle} />
      ) : (
        <GraphDrawing
          graph={graph}
          effects={effects}
          chosen={chosen}
          current={current}
          onToggle={toggle}
          onList={() => setAsList(true)}
        />
      )}
      {withImpact && chosen.length > 0 && impact.data !== undefined ? (
        <Section
          title={t("impact.for", {
            name: graph.nodes
              .filter((node) => chosen.includes(node.id))
              .map((node) => node.name)
              .join(", "),
          })}
        >
          <Impact impact={impact.data} />
        </Section>
      ) : null}
    </div>
  );
}

interface GraphListProps {
  readonly graph: Graph;
  readonly effects: ReadonlyMap<string, Effect>;
  readonly chosen: readonly string[];
  readonly onToggle: (id: string) => void;
}

/** The same graph in words: each with what it needs. */
function GraphList({ graph, effects, chosen, onToggle }: GraphListProps) {
  const t = useTexts(catalogueTexts);
  const names = new Map(graph.nodes.map((node) => [node.id, node.name]));
  return (
    <ul className="b-rows b-graph-list">
      {graph.nodes.map((node) => {
        const needs = graph.edges.filter((edge) => edge.dependentId === node.id);
        const effect = effects.get(node.id);
        return (
          <li key={node.id}>
            <span>
              <TextLink to={`/${node.kind}s/${node.id}`}>{node.name}</TextLink>{" "}
              {effect === undefined ? null : <EffectBadge effect={effect} />}
              <span className="b-quiet">
                {" "}
                {t("map.node.needs", {
                  names:
                    needs
                      .map((edge) => `${names.get(edge.dependencyId)} (${t(`mode.${edge.mode}`)})`)
                      .join(", ") || t("map.node.nothing"),
                })}
              </span>
            </span>
            <Button
              variant="tertiary"
              aria-pressed={chosen.includes(node.id)}
              onClick={() => onToggle(node.id)}
            >
              {t(chosen.includes(node.id) ? "map.chosen" : "map.try")}
              <span className="ds-sr-only">{node.name}</span>
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
