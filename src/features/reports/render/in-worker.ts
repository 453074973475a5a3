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

/** Word takes as long as the others together, so it has a thread of its own: two cores, two lanes. */
const lanes = { word: ["docx"], others: ["html", "pdf", "pdf-a"] } as const satisfies Record<
  string,
  readonly DocumentFormat[]
>;
type Lane = keyof typeof lanes;

interface Running {
  worker: Worker;
  waiting: Map<number, Waiting>;
  idle: NodeJS.Timeout | undefined;
}

const running = new Map<Lane, Running>();
let last = 0;

function start(lane: Lane): Running {
  const worker = new Worker(new URL("./worker.ts", import.meta.url));
  const waiting = new Map<number, Waiting>();
  const held: Running = { worker, waiting, idle: undefined };
  const leave = () => {
    if (running.get(lane) === held) running.delete(lane);
  };
  worker.on("message", (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("failed" in answer) asked?.reject(new Error(answer.failed));
    else asked?.resolve(answer.documents);
    rest(held, leave);
  });
  const end = (error: Error) => {
    leave();
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("error", end);
  worker.on("exit", (code) => end(new Error(`The renderer ended (${code}).`)));
  running.set(lane, held);
  return held;
}

/** A process is never held up by a renderer with nothing to do. */
function rest(held: Running, leave: () => void): void {
  if (held.waiting.size > 0) return;
  held.worker.unref();
  held.idle = setTimeout(() => {
    if (held.waiting.size > 0) return;
    leave();
    void held.worker.terminate();
  }, IDLE);
  held.idle.unref();
}

function ask(
  lane: Lane,
  model: ReportModel,
  formats: readonly DocumentFormat[],
): Promise<RenderedDocument[]> {
  const { worker, waiting, idle } = running.get(lane) ?? start(lane);
  clearTimeout(idle);
  const id = (last += 1);
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage({ id, model, formats } satisfies Wish);
  });
}

/** Renders away from the main thread: a second of typesetting must not make every other request wait. */
export async function renderInWorker(
  model: ReportModel,
  formats: readonly DocumentFormat[],
): Promise<RenderedDocument[]> {
  const asked = (["word", "others"] as const).flatMap((lane) => {
    const wanted = formats.filter((format) => lanes[lane].some((own) => own === format));
    return wanted.length === 0 ? [] : [ask(lane, model, wanted)];
  });
  const documents = (await Promise.all(asked)).flat();
  return formats.flatMap((format) => documents.filter((document) => document.format === format));
}
