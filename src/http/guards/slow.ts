import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors.ts";

/** Bodies that are streamed keep a pace instead (`atPace`). */
const STREAMED = new Set(["/api/v1/files"]);

/** A body that is not streamed is small, and is to be here whole by then. */
export function awaitBody(
  request: FastifyRequest,
  reply: FastifyReply,
  seconds: number,
  refused: (reason: string) => void,
): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  if (STREAMED.has(request.routeOptions.url ?? "")) return;
  const timer = setTimeout(() => {
    if (reply.sent || request.raw.complete) return;
    refused("slow");
    reply.header("connection", "close");
    reply.raw.once("finish", () => request.raw.socket.destroy());
    void reply.send(new AppError("input.too-slow", { params: { seconds } }));
  }, seconds * 1000);
  timer.unref();
  reply.raw.once("close", () => clearTimeout(timer));
}

/** Bytes a second, on the whole: slower than any line that somebody waits at. */
const SLOWEST = 2_048;

/** A streamed body that is to keep coming: neither silent for long nor a byte at a time. */
export function atPace(request: FastifyRequest, body: Readable, seconds: number): Readable {
  const { socket } = request.raw;
  const slow = () => new AppError("input.too-slow", { params: { seconds } });
  const silent = () => body.destroy(slow());
  socket.setTimeout(2 * seconds * 1000, silent);
  async function* paced(): AsyncGenerator<Buffer> {
    const begun = performance.now();
    let bytes = 0;
    try {
      for await (const part of body) {
        const buffer = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
        bytes += buffer.length;
        const late = (performance.now() - begun) / 1000 - seconds;
        if (late > 0 && bytes / late < SLOWEST) throw slow();
        yield buffer;
      }
    } finally {
      socket.setTimeout(0);
      socket.off("timeout", silent);
    }
  }
  return Readable.from(paced());
}
