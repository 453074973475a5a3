import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { holds } from "../platform/actor.ts";
import { storeFile } from "../platform/files/files.ts";
import type { Runtime } from "../platform/runtime.ts";
import { AppError } from "../shared/errors.ts";
import type { Guards } from "./guards/index.ts";
import { atPace } from "./guards/slow.ts";
import { actorOfRequest } from "./session.ts";

const LIMIT = 1024 * 1024 * 1024;

/** A file comes in as it is, streamed, and is stored whole before anything reads it. The answer names it. */
export function mountUploads(server: FastifyInstance, runtime: Runtime, guards: Guards): void {
  server.addContentTypeParser("application/octet-stream", (_request, payload, done) => done(null, payload));
  server.post("/api/v1/files", { bodyLimit: LIMIT + 1 }, async (request, reply) => {
    const actor = await actorOfRequest(runtime, request, guards);
    guards.rates.charge(request, actor, "heavy");
    if (actor.id === null) throw new AppError("session.required");
    if (!holds(actor, "import:run", "anywhere")) throw new AppError("access.refused");
    if (!(request.body instanceof Readable)) throw new AppError("media-type.unsupported");
    const stored = await storeFile(
      runtime.db,
      runtime.clock,
      atPace(request, request.body, guards.limits.patience),
      {
        name: fileNameOf(request.headers["x-file-name"]),
        mediaType: "application/octet-stream",
        createdBy: actor.id,
        limit: LIMIT,
      },
    );
    return reply.code(201).send(stored);
  });
}

/** The client's name for the file, percent-encoded; folders and control characters are taken off. */
function fileNameOf(header: string | string[] | undefined): string {
  const raw = typeof header === "string" ? header : "";
  const decoded = decode(raw).split(/[/\\]/).at(-1) ?? "";
  return decoded.replace(/\p{Cc}/gu, "").slice(0, 200) || "file";
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
