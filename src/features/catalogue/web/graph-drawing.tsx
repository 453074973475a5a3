import { MinusIcon, PlusIcon } from "@navikt/aksel-icons";
import { Button } from "@digdir/designsystemet-react";
import { useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTexts } from "../../../web/context.tsx";
import { useGo } from "../../../web/link.tsx";
import type { Effect, GraphView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";
import { GraphNode } from "./graph-node.tsx";
import { curveThrough, layoutOf, stepFrom, type Layout, type Way } from "./graph-layout.ts";
import { useZoom, type Zoom } from "./use-zoom.ts";
import "./graph.css";

interface GraphDrawingProps {
  readonly graph: GraphView;
  /** How each hit node is hit; the others are not. */
  readonly effects: ReadonlyMap<string, Effect>;
  readonly chosen: readonly string[];
  /** The node that the map is about. */
  readonly current?: string | undefined;
  readonly onToggle: (id: string) => void;
  readonly onList: () => void;
}

const ways: Readonly<Record<string, Way>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** The graph as a drawing that is read from above, zoomed, dragged, and walked with the arrow keys. */
export function GraphDrawing(props: GraphDrawingProps) {
  const { graph, effects, chosen } = props;
  const t = useTexts(catalogueTexts);
  const go = useGo();
  const keysId = useId();
  const layout = useMemo(() => layoutOf(graph), [graph]);
  const [focused, setFocused] = useState(props.current ?? layout.nodes[0]?.id ?? "");
  const svg = useRef<SVGSVGElement>(null);
  const zoom = useZoom(layout, props.current);

  const walk = (way: Way) => {
    const next = stepFrom(layout, focused, way);
    if (next === null) return;
    setFocused(next);
    zoom.follow(next);
    svg.current?.querySelector<SVGGElement>(`[data-node="${next}"]`)?.focus();
  };
  const open = (id: string) => {
    const node = layout.nodes.find((one) => one.id === id);
    if (node !== undefined) go(`/${node.kind}s/${id}`);
  };
  const acts: Readonly<Record<string, () => void>> = {
    Enter: () => open(focused),
    " ": () => props.onToggle(focused),
    "+": zoom.closer,
    "-": zoom.farther,
    "0": zoom.fit,
    l: props.onList,
    L: props.onList,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = ways[event.key];
    const act = way === undefined ? acts[event.key] : () => walk(way);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <div className="b-graph">
      <Tools zoom={zoom} />
      {/* The keys walk from node to node: each node is a button, and the drawing is only their common ground. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <svg
        ref={svg}
        role="group"
        aria-label={t("map.label", { nodes: layout.nodes.length, edges: layout.edges.length })}
        aria-describedby={keysId}
        viewBox={zoom.viewBox}
        style={{ maxHeight: `${layout.height + 24}px` }}
        onKeyDown={onKeyDown}
        {...zoom.handlers}
      >
        <Edges layout={layout} effects={effects} focused={focused} />
        {layout.nodes.map((node) => (
          <GraphNode
            key={node.id}
            node={node}
            layout={layout}
            effect={effects.get(node.id)}
            chosen={chosen.includes(node.id)}
            current={node.id === props.current}
            tabIndex={node.id === focused ? 0 : -1}
            onFocus={() => setFocused(node.id)}
            onToggle={() => props.onToggle(node.id)}
            onOpen={() => open(node.id)}
          />
        ))}
      </svg>
      <p id={keysId} className="b-quiet b-graph-keys">
        {t("map.keys")}
      </p>
      <Legend />
    </div>
  );
}

function Tools({ zoom }: { readonly zoom: Zoom }) {
  const t = useTexts(catalogueTexts);
  return (
    <div className="b-graph-tools">
      <Button icon variant="secondary" aria-label={t("map.in")} onClick={zoom.closer}>
        <PlusIcon aria-hidden />
      </Button>
      <Button icon variant="secondary" aria-label={t("map.out")} onClick={zoom.farther}>
        <MinusIcon aria-hidden />
      </Button>
      <Button variant="secondary" onClick={zoom.fit}>
        {t("map.fit")}
      </Button>
    </div>
  );
}

interface EdgesProps {
  readonly layout: Layout;
  readonly effects: ReadonlyMap<string, Effect>;
  readonly focused: string;
}

function Edges({ layout, effects, focused }: EdgesProps) {
  const id = useId();
  return (
    <g aria-hidden="true">
      <defs>
        <marker
          id={id}
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerUnits="userSpaceOnUse"
          markerWidth="11"
          markerHeight="11"
          orient="auto"
        >
          <path d="M0,0 L10,5 L0,10 z" className="b-graph-tip" />
        </marker>
      </defs>
      {layout.edges.map((edge) => {
        const hit = effects.has(edge.dependentId) && effects.has(edge.dependencyId);
        const near = edge.dependentId === focused || edge.dependencyId === focused;
        return (
          <path
            key={edge.id}
            d={curveThrough(edge.points)}
            markerEnd={`url(#${id})`}
            className={`b-graph-edge b-graph-${edge.mode}${hit ? " b-graph-hit" : ""}${near ? " b-graph-near" : ""}`}
          />
        );
      })}
    </g>
  );
}

const samples = ["all", "any", "degrades"] as const;

function Legend() {
  const t = useTexts(catalogueTexts);
  return (
    <ul className="b-graph-legend" aria-label={t("map.legend")}>
      <li>
        <svg viewBox="0 0 28 16" aria-hidden="true">
          <rect x="1" y="1" width="26" height="14" rx="7" className="b-graph-box" />
        </svg>
        {t("legend.service")}
      </li>
      <li>
        <svg viewBox="0 0 28 16" aria-hidden="true">
          <rect x="1" y="1" width="26" height="14" rx="2" className="b-graph-box" />
        </svg>
        {t("legend.system")}
      </li>
      {samples.map((mode) => (
        <li key={mode}>
          <svg viewBox="0 0 28 16" aria-hidden="true">
            <path d="M1,8 L27,8" className={`b-graph-edge b-graph-${mode}`} />
          </svg>
          {t(`legend.${mode}`)}
        </li>
      ))}
    </ul>
  );
}
