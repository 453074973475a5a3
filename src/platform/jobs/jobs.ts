import type { z } from "zod";
import type { Tx } from "../database/transaction.ts";
import type { Runtime } from "../runtime.ts";

export interface JobContext<Input> {
  runtime: Runtime;
  input: Input;
  /** Aborted when the process drains or the job's time is out: stop at the next safe point. */
  signal: AbortSignal;
}

/** Slow or timed work that survives the process: at least once, so it must bear being repeated. */
export interface JobDefinition<In extends z.ZodType> {
  /** Stable: it names the queue. Letters, digits, `-` and `.`. */
  name: string;
  input: In;
  /** Times it is tried again after a failure. */
  retries: number;
  /** Seconds without a heartbeat after which another process takes it over. */
  heartbeatSeconds: number;
  /** A five-field cron line in UTC, for work that comes by the clock; its input is `{}`. */
  cron?: string;
  run(context: JobContext<z.output<In>>): Promise<void>;
}

/** A job as the runner sees it. */
export interface AnyJob {
  name: string;
  retries: number;
  heartbeatSeconds: number;
  cron: string | undefined;
  execute(runtime: Runtime, input: unknown, signal: AbortSignal): Promise<void>;
}

export interface Job<In extends z.ZodType> extends AnyJob {
  /**
   * Puts it in its queue within the caller's transaction: it exists exactly when that commits.
   * The same `id` twice is one job.
   */
  enqueue(runtime: Runtime, tx: Tx, input: z.input<In>, id?: string): Promise<void>;
}

export function job<In extends z.ZodType>(definition: JobDefinition<In>): Job<In> {
  return {
    name: definition.name,
    retries: definition.retries,
    heartbeatSeconds: definition.heartbeatSeconds,
    cron: definition.cron,
    execute: (runtime, input, signal) =>
      definition.run({ runtime, input: definition.input.parse(input ?? {}), signal }),
    enqueue: (runtime, tx, input, id) =>
      runtime.jobs.send(tx, definition.name, definition.input.parse(input), id),
  };
}

/** Where jobs are put; the runner in run.ts takes them out. */
export interface JobQueue {
  send(tx: Tx, name: string, input: unknown, id?: string): Promise<void>;
}
