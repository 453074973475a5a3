import { useRef, useState, type PointerEvent } from "react";
import type { Layout } from "./graph-layout.ts";

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
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<SVGSVGElement>) => void;
    readonly onPointerMove: (event: PointerEvent<SVGSVGElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
}

const STEP = 1.35;
/** Wider than this the letters are too small; one starts from the top and drags. */
const WIDEST = 1_250;

function whole({ width, height }: Layout): View {
  return { x: 0, y: 0, width: Math.max(width, 320), height: Math.max(height, 200) };
}

function readable(layout: Layout): View {
  const view = whole(layout);
  return view.width <= WIDEST
    ? view
    : { ...view, x: (view.width - WIDEST) / 2, width: WIDEST, height: Math.min(view.height, 700) };
}

/** What of the drawing is shown: zoomed by buttons and keys, dragged by pointer or finger. */
export function useZoom(layout: Layout): Zoom {
  const [shown, setShown] = useState({ layout, view: readable(layout) });
  const drag = useRef<{ x: number; y: number } | null>(null);
  // Another graph is shown from its start.
  if (shown.layout !== layout) setShown({ layout, view: readable(layout) });
  const { view } = shown;
  const setView = (next: View) => setShown({ layout, view: next });
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
