import { useRef, useState, useSyncExternalStore, type PointerEvent } from "react";
import type { Layout, Placed } from "./graph-layout.ts";

interface View {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Zoom {
  readonly viewBox: string;
  readonly closer: () => void;
  readonly farther: () => void;
  readonly fit: () => void;
  /** Brings a node that was walked to into view. */
  readonly follow: (id: string) => void;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<SVGSVGElement>) => void;
    readonly onPointerMove: (event: PointerEvent<SVGSVGElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
}

const STEP = 1.35;
/** How much wider than the window a drawing may be and still be read when all of it is shown. */
const LEGIBLE = 1.25;
const LEAST = { width: 900, height: 260 };

/** Everything, but never drawn larger than its letters are meant to be. */
function whole({ width, height }: Layout): View {
  const shown = { width: Math.max(width, LEAST.width), height: Math.max(height, LEAST.height) };
  return { x: (width - shown.width) / 2, y: (height - shown.height) / 2, ...shown };
}

/**
 * As much as can be read on this screen: around the node that it is about, or from the beginning, so that nothing is
 * cut where one starts to read. The rest is dragged or walked to.
 */
function readable(layout: Layout, about: string | undefined, room: number): View {
  const view = whole(layout);
  // All of it as long as its letters can be told apart.
  if (view.width <= room * LEGIBLE) return view;
  const widest = Math.min(1_250, room * 1.1);
  if (view.width <= widest) return view;
  const node = layout.nodes.find((one) => one.id === about);
  const height = Math.min(view.height, 620);
  if (node === undefined) return { x: view.x, y: view.y, width: widest, height };
  return {
    x: Math.max(view.x, Math.min(node.x - widest / 2, view.x + view.width - widest)),
    y: Math.max(view.y, Math.min(node.y - height / 2, view.y + view.height - height)),
    width: widest,
    height,
  };
}

function holds(view: View, { x, y, width, height }: Placed): boolean {
  const within = (value: number, from: number, size: number, half: number) =>
    value - half >= from && value + half <= from + size;
  return within(x, view.x, view.width, width / 2) && within(y, view.y, view.height, height / 2);
}

function onResize(changed: () => void): () => void {
  window.addEventListener("resize", changed);
  return () => window.removeEventListener("resize", changed);
}

/** What of the drawing is shown: zoomed by buttons and keys, dragged by pointer or finger. */
export function useZoom(layout: Layout, about: string | undefined): Zoom {
  const room = useSyncExternalStore(onResize, () => window.innerWidth);
  const [shown, setShown] = useState({ layout, room, view: readable(layout, about, room) });
  const drag = useRef<{ x: number; y: number } | null>(null);
  // Another graph, or another width of the window, is shown from its start.
  if (shown.layout !== layout || shown.room !== room) {
    setShown({ layout, room, view: readable(layout, about, room) });
  }
  const { view } = shown;
  const setView = (next: View) => setShown({ layout, room, view: next });
  const scale = (factor: number) =>
    setView({
      x: view.x + (view.width * (1 - factor)) / 2,
      y: view.y + (view.height * (1 - factor)) / 2,
      width: view.width * factor,
      height: view.height * factor,
    });
  const end = () => {
    drag.current = null;
  };
  return {
    viewBox: `${view.x} ${view.y} ${view.width} ${view.height}`,
    closer: () => scale(1 / STEP),
    farther: () => scale(STEP),
    fit: () => setView(whole(layout)),
    follow: (id) => {
      const node = layout.nodes.find((one) => one.id === id);
      if (node !== undefined && !holds(view, node)) {
        setView({ ...view, x: node.x - view.width / 2, y: node.y - view.height / 2 });
      }
    },
    handlers: {
      onPointerDown: (event) => {
        if (event.target !== event.currentTarget) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove: (event) => {
        if (drag.current === null) return;
        const perPixel = view.width / Math.max(event.currentTarget.clientWidth, 1);
        const { x, y } = drag.current;
        drag.current = { x: event.clientX, y: event.clientY };
        setView({
          ...view,
          x: view.x - (event.clientX - x) * perPixel,
          y: view.y - (event.clientY - y) * perPixel,
        });
      },
      onPointerUp: end,
      onPointerCancel: end,
    },
  };
}
