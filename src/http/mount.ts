import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Operation } from "../platform/registry.ts";
import type { Runtime } from "../platform/runtime.ts";
import { AppError } from "../shared/errors.ts";
import { isDownload, mediaTypesOf, type Download } from "../platform/verb/download.ts";
import type { Guards } from "./guards/index.ts";
import { costOf } from "./guards/rates.ts";
import { actorOfRequest } from "./session.ts";
import { currentVersion } from "./versions.ts";

export const API = "/api/v1";

/** `/incidents/{incidentId}` as Fastify writes it. */
export function toFastifyPath(path: string): string {
  return `${API}${path.replace(/\{(\w+)\}/g, ":$1")}`;
}

/** Gives every operation that has an address its route. What an operation does stands nowhere here. */
export function mountOperations(
  server: FastifyInstance,
  runtime: Runtime,
  operations: readonly Operation[],
  guards: Guards,
): void {
  for (const operation of operations) {
    const { http } = operation;
    if (http === undefined) continue;
    const cost = costOf(operation);
    server.route({
      method: http.method,
      url: toFastifyPath(http.path),
      handler: async (request, reply) => {
        const actor = await actorOfRequest(runtime, request, guards);
        guards.rates.charge(request, actor, cost);
        const answer = await operation.execute(runtime, actor, inputOf(request), {
          requestId: request.id,
          idempotencyKey: idempotencyKeyOf(request),
        });
        return send(reply, operation, answer);
      },
    });
  }
}

/** One input object: the query's parameters, the body's fields, and the path's, which win. */
function inputOf(request: FastifyRequest): Record<string, unknown> {
  const version = versionOfIfMatch(request.headers["if-match"]);
  return {
    ...asRecord(request.query),
    ...asRecord(request.body),
    // The header is the condition; a version in the body that says otherwise does not soften it.
    ...(version !== undefined && { version }),
    ...asRecord(request.params),
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers["idempotency-key"];
  return request.method === "POST" && typeof key === "string" && key.length > 0
    ? key.slice(0, 200)
    : undefined;
}

/** `"v3"` as we write it in ETag; proxies that compress mark it as weak. Throws for any other condition. */
function versionOfIfMatch(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const digits = /^(?:W\/)?"v(\d{1,9})"$/.exec(header.trim())?.[1];
  if (digits === undefined) {
    throw new AppError("input.invalid", {
      faults: [
        {
          path: "If-Match",
          sv: 'Ange versionen som i ETag: "v3".',
          en: 'Give the version as ETag has it: "v3".',
        },
      ],
    });
  }
  return Number(digits);
}

function send(reply: FastifyReply, operation: Operation, answer: unknown): FastifyReply {
  if (mediaTypesOf(operation.output) !== null && isDownload(answer)) return sendFile(reply, answer);
  const version = currentVersion(answer);
  if (version !== undefined) reply.header("etag", `"v${version}"`);
  if (operation.http?.method === "POST" && operation.kind === "verb") reply.code(201);
  return reply.send(answer ?? {});
}

/** What encodeURIComponent leaves and a header's extended value may not hold (RFC 8187). */
const escapeOctet = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

function sendFile(reply: FastifyReply, file: Download): FastifyReply {
  const plain = file.fileName.replace(/[^\w.-]+/g, "_");
  const name = encodeURIComponent(file.fileName.toWellFormed()).replace(/['()*]/g, escapeOctet);
  return reply
    .header("content-type", file.mediaType)
    .header("content-disposition", `attachment; filename="${plain}"; filename*=UTF-8''${name}`)
    .send(file.body);
}
