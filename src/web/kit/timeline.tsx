import type { ReactNode } from "react";
import type { Instant, Precision } from "../../shared/time.ts";
import type { Tone } from "../notify.ts";
import { PrecisionTime } from "./precision-time.tsx";
import "./kit.css";

export interface TimelineItem {
  readonly id: string;
  readonly at: Instant;
  readonly precision?: Precision;
  readonly title: ReactNode;
  /** Who did it. */
  readonly by?: ReactNode;
  readonly children?: ReactNode;
  readonly tone?: Tone;
}

/** What happened, in the order given. */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label: string }) {
  return (
    <ol className="b-timeline" aria-label={label}>
      {items.map((item) => (
        <li key={item.id} data-color={item.tone ?? "accent"}>
          <div className="b-timeline-when">
            <PrecisionTime at={item.at} precision={item.precision ?? "minute"} />
            {item.by === undefined ? null : <span className="b-quiet">{item.by}</span>}
          </div>
          <div className="b-timeline-title">{item.title}</div>
          {item.children === undefined ? null : <div className="b-timeline-text">{item.children}</div>}
        </li>
      ))}
    </ol>
  );
}
