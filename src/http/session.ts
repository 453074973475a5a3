import { timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { nobody, type Actor } from "../platform/actor.ts";
import type { Runtime } from "../platform/runtime.ts";
import { actorOfKey, actorOfToken } from "../features/access/index.ts";
import { AppError } from "../shared/errors.ts";
import { cookieOf, type CookieRules } from "./cookies.ts";

export type { CookieRules };

/** A person with an open session. */
export type SignedIn = Actor & { kind: "person"; id: string; sessionId: string };

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Who sends this request; one that only watches keeps no session awake. A write with a cookie must also carry the token that only our own page can read. */
export async function actorOfRequest(
  runtime: Runtime,
  request: FastifyRequest,
  rules: CookieRules,
  use: "act" | "watch" = "act",
): Promise<Actor> {
  const key = bearerOf(request);
  // With a key the cookie is not looked at; what no browser sends by itself needs no proof of our own page.
  if (key !== undefined)
    return actorOfKey(runtime.db, key, { path: pathOf(request), now: runtime.clock.now() });
  const token = cookieOf(request, "session", rules);
  if (token === undefined) return nobody;
  const actor = await actorOfToken(runtime.db, token, runtime.clock.now(), use);
  if (actor === null) return nobody;
  if (!SAFE.has(request.method)) requireOwnPage(request, rules);
  return actor;
}

/**
 * The person whose session this browser holds. What happens to sessions is theirs alone: a key acts for its owner, and
 * must neither look like them nor sign them in or out.
 */
export async function personOfRequest(
  runtime: Runtime,
  request: FastifyRequest,
  rules: CookieRules,
): Promise<SignedIn | null> {
  const { id, kind, sessionId, ...actor } = await actorOfRequest(runtime, request, rules);
  if (id === null || kind !== "person" || sessionId === undefined) return null;
  return { ...actor, id, kind, sessionId };
}

const pathOf = (request: FastifyRequest) => request.url.split("?")[0] ?? "";

/** The key of the request; undefined where it brings none. Keys come in this header alone, never in an address. */
function bearerOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined) return undefined;
  const key = /^Bearer +([\w-]{1,200})$/i.exec(authorization)?.[1];
  if (key === undefined) throw new AppError("key.refused");
  return key;
}

function requireOwnPage(request: FastifyRequest, rules: CookieRules): void {
  const cookie = Buffer.from(cookieOf(request, "csrf", rules) ?? "");
  const header = Buffer.from(String(request.headers["x-beredd-csrf"] ?? ""));
  const fits = cookie.length > 0 && cookie.length === header.length && timingSafeEqual(cookie, header);
  const site = request.headers["sec-fetch-site"];
  if (!fits || (site !== undefined && site !== "same-origin")) throw new AppError("session.csrf");
}
