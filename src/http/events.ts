import type { FastifyInstance } from "fastify";
import type { Actor } from "../platform/actor.ts";
import type { JournalFeed } from "../platform/journal/feed.ts";
import { lastPosition, readAfter } from "../platform/journal/read.ts";
import type { Runtime } from "../platform/runtime.ts";
import { AppError } from "../shared/errors.ts";
import { actorOfRequest, type CookieRules } from "./session.ts";

export interface EventSource {
  feed: JournalFeed;
  /** Aborted when the server drains: open streams end, and clients come back to another process. */
  ending: AbortSignal;
}

const BATCH = 500;
const BEAT = 20_000;

/**
 * Live updates: what the journal gained, as far as the reader may see it. An event says that something of a kind
 * happened to a subject; its content is read through the ordinary queries. `Last-Event-ID` continues without a gap.
 */
export function mountEvents(
  server: FastifyInstance,
  runtime: Runtime,
  source: EventSource,
  rules: CookieRules,
): void {
  server.get("/api/v1/events", async (request, reply) => {
    const actor = await actorOfRequest(runtime, request, rules);
    if (actor.id === null) throw new AppError("session.required");
    const asked = Number(request.headers["last-event-id"] ?? Number.NaN);
    const from = Number.isSafeInteger(asked) && asked >= 0 ? asked : await lastPosition(runtime.db);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      "x-request-id": request.id,
    });
    raw.write(`retry: 2000\nid: ${from}\nevent: ready\ndata: {}\n\n`);
    const stop = follow(runtime, source, actor, from, (text) => void raw.write(text));
    const beat = setInterval(() => raw.write(": beat\n\n"), BEAT);
    const end = () => {
      clearInterval(beat);
      stop();
      raw.end();
    };
    raw.once("close", end);
    source.ending.addEventListener("abort", end, { once: true });
  });
}

/** Writes each entry after `position`, one reading at a time however often the feed calls. */
function follow(
  runtime: Runtime,
  source: EventSource,
  actor: Actor,
  position: number,
  write: (text: string) => void,
): () => void {
  let at = position;
  let reading = false;
  let again = false;
  let stopped = false;
  const read = async () => {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    try {
      do {
        again = false;
        const last = await lastPosition(runtime.db);
        const entries = last > at ? await readAfter(runtime.db, actor, at, BATCH) : [];
        if (stopped) return;
        for (const entry of entries) {
          const data = JSON.stringify({
            kind: entry.kind,
            subjectType: entry.subjectType,
            subjectId: entry.subjectId,
          });
          write(`id: ${entry.position}\nevent: journal\ndata: ${data}\n\n`);
        }
        // Entries that this reader may not see are passed over, not waited for.
        at = entries.length === BATCH ? (entries.at(-1)?.position ?? last) : Math.max(at, last);
        again ||= entries.length === BATCH;
      } while (again);
    } catch (error) {
      runtime.log.debug(
        { reason: String(error) },
        "an event stream could not read; it tries at the next growth",
      );
    } finally {
      reading = false;
    }
  };
  const leave = source.feed.onGrowth(() => void read());
  void read();
  return () => {
    stopped = true;
    leave();
  };
}
