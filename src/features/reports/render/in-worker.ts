import { Worker } from "node:worker_threads";
import type { DocumentFormat } from "../contract/reports.ts";
import type { ReportModel } from "../model.ts";
import type { RenderedDocument } from "./render-documents.ts";

/** What the worker is asked, and what it answers. */
export interface Wish {
  id: number;
  model: ReportModel;
  formats: readonly DocumentFormat[];
}
export type Answer = { id: number; documents: RenderedDocument[] } | { id: number; failed: string };

interface Waiting {
  resolve: (documents: RenderedDocument[]) => void;
  reject: (error: Error) => void;
}

/** The compiler and the fonts take memory; a server that renders nothing for a while gives it back. */
const IDLE = 60_000;

let running: { worker: Worker; waiting: Map<number, Waiting>; idle: NodeJS.Timeout | undefined } | undefined;
let last = 0;

function start(): NonNullable<typeof running> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url));
  const waiting = new Map<number, Waiting>();
  const held = { worker, waiting, idle: undefined };
  worker.on("message", (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("failed" in answer) asked?.reject(new Error(answer.failed));
    else asked?.resolve(answer.documents);
    rest(held);
  });
  const end = (error: Error) => {
    if (running === held) running = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("error", end);
  worker.on("exit", (code) => end(new Error(`The renderer ended (${code}).`)));
  return held;
}

/** A process is never held up by a renderer with nothing to do. */
function rest(held: NonNullable<typeof running>): void {
  if (held.waiting.size > 0) return;
  held.worker.unref();
  held.idle = setTimeout(() => {
    if (held.waiting.size > 0) return;
    if (running === held) running = undefined;
    void held.worker.terminate();
  }, IDLE);
  held.idle.unref();
}

/** Renders away from the main thread: a second of typesetting must not make every other request wait. */
export function renderInWorker(
  model: ReportModel,
  formats: readonly DocumentFormat[],
): Promise<RenderedDocument[]> {
  running ??= start();
  const { worker, waiting, idle } = running;
  clearTimeout(idle);
  const id = (last += 1);
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage({ id, model, formats } satisfies Wish);
  });
}
