import { setImmediate } from "node:timers/promises";

/** Milliseconds of computing at a stretch. */
const SLICE = 4;

/** Long computing in slices: between them others are answered, and a COPY that is on its way is fed. */
class Breath {
  #since = performance.now();

  /** Cheap where nothing is due, so that it can be asked for every record. */
  get due(): boolean {
    return performance.now() - this.#since > SLICE;
  }

  async take(): Promise<void> {
    await setImmediate();
    this.#since = performance.now();
  }
}

/** `map`, in slices. */
export async function mapInSlices<From, To>(items: readonly From[], of: (item: From) => To): Promise<To[]> {
  const breath = new Breath();
  const mapped: To[] = [];
  for (const item of items) {
    mapped.push(of(item));
    if (breath.due) await breath.take();
  }
  return mapped;
}
