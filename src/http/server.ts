import { randomUUID } from "node:crypto";
import cookie from "@fastify/cookie";
import compress from "@fastify/compress";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { AppError, errorKinds } from "../shared/errors.ts";
import { explainDatabaseError } from "../platform/database/transaction.ts";
import { defaultGuarding, type Guarding } from "../platform/limits.ts";
import type { Registry } from "../platform/registry.ts";
import type { Runtime } from "../platform/runtime.ts";
import { mountApiInfo, type About } from "./api-info.ts";
import { mountEvents, type EventSource } from "./events.ts";
import { canonicalAddress } from "./guards/canonical.ts";
import { mountGuards } from "./guards/index.ts";
import { clientErrors } from "./guards/client-error.ts";
import { setSecureHeaders } from "./guards/headers.ts";
import { mountHealth, type HealthProbe } from "./health.ts";
import { mountOperations } from "./mount.ts";
import { mountOpenApi } from "./openapi.ts";
import { languageOf, toProblem } from "./problems.ts";
import { mountSignIn } from "./sign-in.ts";
import { mountUploads } from "./uploads.ts";
import { mountWeb } from "./web.ts";

export interface ServerParts {
  runtime: Runtime;
  registry: Registry;
  about: About;
  events: EventSource;
  health: HealthProbe;
  /** The folder of the built web client; null: only the API is served. */
  webRoot: string | null;
  /** What stands between the network and all of it; the defaults where nothing is said. */
  guarding?: Guarding;
}

const BODY_LIMIT = 2 * 1024 * 1024;
const HEADER_LIMIT = 16 * 1024;
/** More connections than this at once are closed as they come: descriptors for the database must be left. */
const CONNECTIONS = 10_000;

/** The web server, not yet listening. */
export async function makeServer(parts: ServerParts): Promise<FastifyInstance> {
  const guarding = parts.guarding ?? defaultGuarding;
  const rules = { secure: parts.about.publicUrl?.startsWith("https:") ?? false };
  const server = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: guarding.trustedProxies.length > 0 ? [...guarding.trustedProxies] : false,
    // A large file may take its time; each body keeps to a pace of its own (guards/slow.ts, uploads.ts).
    requestTimeout: 0,
    http: {
      maxHeaderSize: HEADER_LIMIT,
      headersTimeout: guarding.limits.patience * 1000,
      connectionsCheckingInterval: Math.min(5_000, guarding.limits.patience * 500),
    },
    // While it drains our own hook answers, in words and with Retry-After.
    return503OnClosing: false,
    // Ours only: a client's own id would let it write into our log and journal.
    genReqId: () => randomUUID(),
    // Before anything looks at it: guards and router must speak of the same path.
    rewriteUrl: (request) => canonicalAddress(request.url ?? "/"),
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: clientErrors(guarding.limits.patience),
    // What the router cannot read comes past every hook.
    frameworkErrors: (error, request, reply) => {
      setSecureHeaders(request, reply, rules.secure);
      void answerError(parts, error, request, reply);
    },
  });
  server.server.maxConnections = CONNECTIONS;
  await server.register(cookie);
  await server.register(compress, { threshold: 1_024, encodings: ["br", "gzip"] });
  const rates = mountGuards(server, {
    guarding,
    publicUrl: parts.about.publicUrl,
    refused: (reason) => parts.health.refused(reason),
  });
  server.addHook("onRequest", async (request, reply) => refuseWhileDraining(parts, request, reply));
  server.addHook("onResponse", async (request, reply) => logRequest(parts, request, reply));
  server.setErrorHandler((error, request, reply) => answerError(parts, error, request, reply));
  server.setNotFoundHandler((request, reply) =>
    answerError(parts, new AppError("route.unknown"), request, reply),
  );

  mountHealth(server, parts.runtime, parts.health);
  mountApiInfo(server, parts.runtime, parts.about);
  mountOpenApi(server, parts.registry, parts.about);
  mountSignIn(server, { runtime: parts.runtime, rules });
  const guards = { ...rules, rates, limits: guarding.limits };
  mountUploads(server, parts.runtime, guards);
  mountEvents(server, parts.runtime, parts.events, guards);
  mountOperations(server, parts.runtime, parts.registry.operations, guards);
  if (parts.webRoot !== null) await mountWeb(server, parts.webRoot);
  return server;
}

/** What is under way ends; what comes now goes to another process. Health and metrics answer to the last. */
async function refuseWhileDraining(
  parts: ServerParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (parts.health.accepting() || /^\/(health\/|metrics)/.test(request.url)) return;
  reply.header("connection", "close");
  throw new AppError("server.draining");
}

function logRequest(parts: ServerParts, request: FastifyRequest, reply: FastifyReply): void {
  // The route and not the address: an address may carry what people search for.
  const route = request.routeOptions.url ?? "unknown";
  parts.health.observeRequest(request.method, route, reply.statusCode, reply.elapsedTime);
  parts.runtime.log.debug(
    { requestId: request.id, method: request.method, route, status: reply.statusCode },
    "request",
  );
}

function answerError(
  parts: ServerParts,
  raw: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const error = explainDatabaseError(fromFastify(raw));
  if (!(error instanceof AppError))
    parts.runtime.log.error({ requestId: request.id, err: error }, "a request failed unexpectedly");
  const language = languageOf(request.headers["accept-language"]);
  const problem = toProblem(error, {
    language,
    requestId: request.id,
    path: request.url.split("?")[0] ?? request.url,
  });
  if (problem.status === 503) reply.header("retry-after", "5");
  if (problem.status === 429 && error instanceof AppError) {
    const { seconds, minutes } = error.params;
    reply.header("retry-after", String(seconds ?? 60 * Number(minutes ?? 1)));
  }
  return reply
    .code(problem.status)
    .header("content-language", language)
    .type("application/problem+json")
    .send(JSON.stringify(problem));
}

/** What Fastify refuses before our code sees it, in our own words. */
function fromFastify(error: unknown): unknown {
  if (!(error instanceof Error) || !("statusCode" in error)) return error;
  switch (error.statusCode) {
    case errorKinds["input.too-large"].status:
      return new AppError("input.too-large", {
        params: { limit: `${BODY_LIMIT / 1024 / 1024} MB` },
        cause: error,
      });
    case errorKinds["media-type.unsupported"].status:
      return new AppError("media-type.unsupported", { cause: error });
    case 400:
    case 414:
    case 431:
      return new AppError("input.invalid", { cause: error });
    case 404:
      return new AppError("route.unknown", { cause: error });
    default:
      return error;
  }
}
