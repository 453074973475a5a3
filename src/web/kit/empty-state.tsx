import { Heading } from "@digdir/designsystemet-react";
import type { ReactNode } from "react";
import "./kit.css";

export interface EmptyStateProps {
  readonly title: string;
  /** What to do first. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly level?: 2 | 3 | 4;
}

/** Says that there is nothing here yet, and what to do first. */
export function EmptyState({ title, children, action, level = 2 }: EmptyStateProps) {
  return (
    <div className="b-empty">
      <Heading level={level} data-size="2xs">
        {title}
      </Heading>
      <p>{children}</p>
      {action === undefined ? null : <div className="b-actions">{action}</div>}
    </div>
  );
}
