import { Tag } from "@digdir/designsystemet-react";
import type { ReactNode } from "react";
import type { Tone } from "../notify.ts";
import "./kit.css";

export interface StatusBadgeProps {
  readonly tone: Tone;
  /** The status in words: colour never stands alone. */
  readonly children: ReactNode;
}

export function StatusBadge({ tone, children }: StatusBadgeProps) {
  return (
    <Tag data-color={tone} className="b-status">
      <span className="b-dot" aria-hidden="true" />
      {children}
    </Tag>
  );
}
