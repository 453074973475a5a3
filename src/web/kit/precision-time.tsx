import { useFormat } from "../context.tsx";
import type { Instant, Precision } from "../../shared/time.ts";

export interface PrecisionTimeProps {
  readonly at: Instant | null | undefined;
  readonly precision?: Precision;
  /** What stands where no time is known. */
  readonly missing?: string;
}

/** A time said exactly as precisely as it is known, in the organisation's zone. */
export function PrecisionTime({ at, precision = "minute", missing = "–" }: PrecisionTimeProps) {
  const format = useFormat();
  if (at === null || at === undefined) return <span>{missing}</span>;
  return (
    <time dateTime={at} className={precision === "minute" ? "b-number" : undefined}>
      {format.instant(at, precision)}
    </time>
  );
}
