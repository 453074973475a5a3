import { useTexts } from "../../../web/context.tsx";
import type { Effect } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";
import type { Layout, Placed } from "./graph-layout.ts";

interface GraphNodeProps {
  readonly node: Placed;
  readonly layout: Layout;
  readonly effect: Effect | undefined;
  readonly chosen: boolean;
  readonly current: boolean;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

/** What a screen reader hears: what it is, how it is hit, what it needs and what needs it. */
function useSpoken({ node, layout, effect }: GraphNodeProps): string {
  const t = useTexts(catalogueTexts);
  const names = (ids: readonly string[]) =>
    layout.nodes
      .filter((other) => ids.includes(other.id))
      .map((other) => other.name)
      .join(", ") || t("map.node.nothing");
  const needs = layout.edges.filter((edge) => edge.dependentId === node.id).map((edge) => edge.dependencyId);
  const needed = layout.edges.filter((edge) => edge.dependencyId === node.id).map((edge) => edge.dependentId);
  return [
    `${t(node.kind)} ${node.name}.`,
    effect === undefined ? "" : `${t(`effect.${effect}`)}.`,
    t("map.node.needs", { names: names(needs) }),
    t("map.node.needed", { names: names(needed) }),
  ]
    .filter(Boolean)
    .join(" ");
}

const marks = { fallen: "✕", degraded: "!" } as const satisfies Record<Effect, string>;

/** One service or system: shape says which, colour, mark and word say how it is hit. */
export function GraphNode(props: GraphNodeProps) {
  const { node, effect } = props;
  const t = useTexts(catalogueTexts);
  const spoken = useSpoken(props);
  const left = node.x - node.width / 2;
  const top = node.y - node.height / 2;
  const said = effect === undefined ? null : `${marks[effect]} ${t(`effect.${effect}`)}`;
  const rows = said === null ? node.lines : [node.lines.join(" ").slice(0, 24), said];
  const names = ["b-graph-node", effect && `b-graph-${effect}`, props.current && "b-graph-current"];
  return (
    <g
      role="button"
      data-node={node.id}
      aria-label={spoken}
      aria-pressed={props.chosen}
      tabIndex={props.tabIndex}
      className={names.filter(Boolean).join(" ")}
      onFocus={props.onFocus}
      onClick={props.onToggle}
      onDoubleClick={props.onOpen}
      onKeyDown={() => undefined}
    >
      <title>{spoken}</title>
      <rect
        x={left}
        y={top}
        width={node.width}
        height={node.height}
        rx={node.kind === "service" ? node.height / 2 : 4}
        className="b-graph-box"
      />
      {rows.map((line, index) => (
        <text
          key={line}
          x={node.x}
          y={node.y + (index - (rows.length - 1) / 2) * 17}
          className={said !== null && index === rows.length - 1 ? "b-graph-said" : undefined}
        >
          {/* With a space, so that two rows are two words to whoever listens. */}
          {index < rows.length - 1 ? `${line} ` : line}
        </text>
      ))}
    </g>
  );
}
