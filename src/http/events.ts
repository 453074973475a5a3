import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Actor } from "../platform/actor.ts";
import type { JournalFeed } from "../platform/journal/feed.ts";
import { lastPosition, readAfter, type JournalEntry } from "../platform/journal/read.ts";
import type { Runtime } from "../platform/runtime.ts";
import { AppError } from "../shared/errors.ts";
import { secureHeaders } from "./guards/headers.ts";
import type { Guards } from "./guards/index.ts";
import { actorOfRequest } from "./session.ts";

export interface EventSource {
  feed: JournalFeed;
  /** Aborted when the server drains: open streams end, and clients come back to another process. */
  ending: AbortSignal;
  /** Milliseconds between signs of life, at which it is also asked whether the session still holds. */
  beat?: number;
}

const BATCH = 500;
const BEAT = 20_000;
/** Seconds until it is worth asking again for a stream, when there are too many. */
const FULL = 30;

/**
 * Live updates: what the journal gained, as far as the reader may see it. An event says that something of a kind
 * happened to a subject; its content is read through the ordinary queries. `Last-Event-ID` continues without a gap.
 */
export function mountEvents(
  server: FastifyInstance,
  runtime: Runtime,
  source: EventSource,
  guards: Guards,
): void {
  const who = (request: FastifyRequest) => actorOfRequest(runtime, request, guards, "watch");
  const open = countOpen(guards.limits.streams);
  server.get("/api/v1/events", async (request, reply) => {
    const actor = await who(request);
    guards.rates.charge(request, actor, "read");
    if (actor.id === null) throw new AppError("session.required");
    open(actor.id, reply.raw);
    const from = positionOf(request) ?? (await lastPosition(runtime.db));
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      // What the hooks set, which a hijacked answer else goes without.
      ...secureHeaders(request.url, guards.secure),
      "content-type": "text/event-stream; charset=utf-8",
      "x-accel-buffering": "no",
      "x-request-id": request.id,
    });
    raw.write(`retry: 2000\nid: ${from}\nevent: ready\ndata: {}\n\n`);
    const stream = follow(runtime, source.feed, actor, from, raw);
    const beat = setInterval(() => void look(), source.beat ?? BEAT);
    let looking = false;
    /** Roles change and sessions end while a page stands open: the stream sees no more than a new request would. */
    const look = async () => {
      // One that still waits is not asked again: when the database is slow, the beats would take every connection.
      if (looking) return;
      looking = true;
      const now = await who(request).catch(() => stream.actor);
      looking = false;
      if (now.id === null) return end();
      stream.actor = now;
      raw.write(": beat\n\n");
    };
    const end = () => {
      clearInterval(beat);
      stream.stop();
      source.ending.removeEventListener("abort", end);
      raw.end();
    };
    raw.once("close", end);
    source.ending.addEventListener("abort", end, { once: true });
  });
}

/** Counts the streams that each actor holds open. Throws `events.too-many`. */
function countOpen(limit: number): (actorId: string, out: ServerResponse) => void {
  const counts = new Map<string, number>();
  return (actorId, out) => {
    const before = counts.get(actorId) ?? 0;
    if (limit > 0 && before >= limit)
      throw new AppError("events.too-many", { params: { limit, seconds: FULL } });
    counts.set(actorId, before + 1);
    out.once("close", () => {
      const left = (counts.get(actorId) ?? 1) - 1;
      if (left > 0) counts.set(actorId, left);
      else counts.delete(actorId);
    });
  };
}

/** A browser sends the header only when it takes up its own stream again; one that goes on for another tab asks. */
function positionOf(request: FastifyRequest): number | null {
  const { after }: { after?: unknown } = Object(request.query);
  const asked = request.headers["last-event-id"] ?? after;
  return typeof asked === "string" && /^\d{1,15}$/.test(asked) ? Number(asked) : null;
}

interface Stream {
  actor: Actor;
  stop(): void;
}

/** Writes each entry after `position`, one reading at a time however often the feed calls. */
function follow(
  runtime: Runtime,
  feed: JournalFeed,
  actor: Actor,
  position: number,
  out: ServerResponse,
): Stream {
  let at = position;
  let reading = false;
  let again = false;
  const ended = new AbortController();
  const step = async (): Promise<boolean> => {
    const last = await lastPosition(runtime.db);
    const entries = last > at ? await readAfter(runtime.db, stream.actor, at, BATCH) : [];
    if (ended.signal.aborted) return false;
    const whole = out.write(entries.map(asEvent).join(""));
    // Entries that this reader may not see are passed over, not waited for.
    const read = entries.at(-1)?.position ?? at;
    at = entries.length === BATCH ? read : Math.max(last, read);
    // A reader that takes nothing for now is given nothing more: the rest waits in the database.
    if (!whole) await drained(out);
    return entries.length === BATCH;
  };
  const read = async () => {
    again = true;
    if (reading) return;
    reading = true;
    try {
      while (again && !ended.signal.aborted) {
        again = false;
        if (await step()) again = true;
      }
    } catch (error) {
      runtime.log.debug(
        { reason: String(error) },
        "an event stream could not read; it tries at the next growth",
      );
    } finally {
      reading = false;
    }
  };
  const leave = feed.onGrowth(() => void read());
  const stream: Stream = {
    actor,
    stop() {
      ended.abort();
      leave();
    },
  };
  void read();
  return stream;
}

function asEvent(entry: JournalEntry): string {
  const data = JSON.stringify({
    kind: entry.kind,
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
  });
  return `id: ${entry.position}\nevent: journal\ndata: ${data}\n\n`;
}

function drained(out: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      out.off("drain", done);
      out.off("close", done);
      resolve();
    };
    out.once("drain", done);
    out.once("close", done);
    if (out.closed) done();
  });
}
