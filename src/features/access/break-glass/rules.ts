import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../../shared/time.ts";

export interface TestHistory {
  /** When the first code was issued; null where there has been none. */
  firstIssuedAt: Instant | null;
  /** When a code was last used as a test. */
  lastTestAt: Instant | null;
}

/**
 * Pure: since when the test is due; null while there is time, and where no code was ever issued: there is nothing to
 * test then.
 */
export function testDueSince(
  history: TestHistory,
  months: number,
  zone: string,
  now: Instant,
): Instant | null {
  const from = history.lastTestAt ?? history.firstIssuedAt;
  if (from === null) return null;
  const due = Temporal.Instant.from(from).toZonedDateTimeISO(zone).add({ months }).toInstant();
  return Temporal.Instant.compare(now, due) < 0 ? null : due.toString();
}
