import type { Instant } from "../shared/time.ts";

/** Where "now" comes from: the system's clock, or a test's. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
};
