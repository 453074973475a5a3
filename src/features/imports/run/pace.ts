import type { Progress, RunState } from "./state.ts";

/** Told this often at most: a line that changes faster is not read, and each costs a write. */
const INTERVAL = 500;

/** Tells how far work has come, how fast it goes and how long it has left. */
export class Pace {
  readonly #state: RunState;
  readonly #tell: (progress: Progress) => Promise<void> | void;
  readonly #began = performance.now();
  #told = 0;

  constructor(state: RunState, tell: (progress: Progress) => Promise<void> | void) {
    this.#state = state;
    this.#tell = tell;
  }

  /** `share` of the work is done, with so many rows. */
  async at(share: number, rows: number): Promise<void> {
    const now = performance.now();
    if (now - this.#told < INTERVAL) return;
    this.#told = now;
    const seconds = (now - this.#began) / 1000;
    const done = Math.min(1, share);
    await this.#tell({
      state: this.#state,
      share: done,
      rows,
      rowsPerSecond: seconds === 0 ? 0 : Math.round(rows / seconds),
      secondsLeft: done > 0.02 ? Math.round((seconds / done) * (1 - done)) : null,
    });
  }
}
