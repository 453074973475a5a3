import type { Instant } from "../../../shared/time.ts";

/** When it was retired, after an edit that says so, says otherwise, or says nothing of it. */
export function retiredAtAfter(
  before: Instant | null,
  retired: boolean | undefined,
  now: Instant,
): Instant | null {
  if (retired === undefined) return before;
  return retired ? (before ?? now) : null;
}
