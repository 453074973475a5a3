import { setTimeout as delay } from "node:timers/promises";

/** Asks until it holds: for what another process or connection brings about. Fails after `seconds`. */
export async function until(holds: () => Promise<boolean> | boolean, seconds = 15): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`It did not come to hold within ${seconds} s.`);
    await delay(20);
  }
}
