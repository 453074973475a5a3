/** So many keys are remembered at most; the one that asked longest ago is forgotten first. */
const MOST = 20_000;

interface Bucket {
  left: number;
  at: number;
}

/** Token buckets: each holds a minute's worth and fills evenly. In this process's memory alone. */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;
  readonly #most: number;

  /** `now` counts milliseconds and never goes back. */
  constructor(now: () => number = () => performance.now(), most = MOST) {
    this.#now = now;
    this.#most = most;
  }

  /** Takes `cost` from what the key has left: 0 when it was there, else the seconds until it is, and nothing is taken. */
  take(key: string, perMinute: number, cost = 1): number {
    const bucket = this.#filled(key, perMinute);
    // A cost above a whole minute's worth waits for a full bucket, or it could never be paid.
    const price = Math.min(cost, perMinute);
    if (bucket.left < price) return Math.max(1, Math.ceil(((price - bucket.left) / perMinute) * 60));
    bucket.left -= price;
    return 0;
  }

  /** Whether the key has nothing left. */
  isEmpty(key: string, perMinute: number): boolean {
    return this.#filled(key, perMinute).left < 1;
  }

  get size(): number {
    return this.#buckets.size;
  }

  #filled(key: string, perMinute: number): Bucket {
    const now = this.#now();
    const before = this.#buckets.get(key) ?? { left: perMinute, at: now };
    const left = Math.min(perMinute, before.left + ((now - before.at) / 60_000) * perMinute);
    const bucket = { left, at: now };
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > this.#most && oldest !== undefined) this.#buckets.delete(oldest);
    return bucket;
  }
}
