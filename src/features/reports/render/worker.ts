import { parentPort } from "node:worker_threads";
import { renderDocuments } from "./render-documents.ts";
import type { Answer, Wish } from "./in-worker.ts";

const port = parentPort;
if (port === null) throw new Error("This file runs in a worker thread.");

port.on("message", ({ id, model, formats }: Wish) => {
  renderDocuments(model, formats).then(
    (documents) => port.postMessage({ id, documents } satisfies Answer),
    (error: unknown) =>
      port.postMessage({
        id,
        failed: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies Answer),
  );
});
