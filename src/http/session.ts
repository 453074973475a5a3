import { randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { nobody, type Actor } from "../platform/actor.ts";
import type { Runtime } from "../platform/runtime.ts";
import { parse } from "../platform/verb/shape.ts";
import { actorOfToken, signIn, signOut, viewPerson } from "../features/access/index.ts";
import { signInInput } from "../features/access/contract.ts";
import { AppError } from "../shared/errors.ts";

export interface CookieRules {
  /** Behind TLS: cookies are Secure and carry the __Host- prefix. */
  secure: boolean;
}

const names = (rules: CookieRules) =>
  rules.secure
    ? { session: "__Host-beredd_session", csrf: "__Host-beredd_csrf" }
    : { session: "beredd_session", csrf: "beredd_csrf" };

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Who sends this request; one that only watches keeps no session awake. A write with a cookie must also carry the token that only our own page can read. */
export async function actorOfRequest(
  runtime: Runtime,
  request: FastifyRequest,
  rules: CookieRules,
  use: "act" | "watch" = "act",
): Promise<Actor> {
  const token = request.cookies[names(rules).session];
  if (token === undefined) return nobody;
  const actor = await actorOfToken(runtime.db, token, runtime.clock.now(), use);
  if (actor === null) return nobody;
  if (!SAFE.has(request.method)) requireOwnPage(request, rules);
  return actor;
}

function requireOwnPage(request: FastifyRequest, rules: CookieRules): void {
  const cookie = Buffer.from(request.cookies[names(rules).csrf] ?? "");
  const header = Buffer.from(String(request.headers["x-beredd-csrf"] ?? ""));
  const fits = cookie.length > 0 && cookie.length === header.length && timingSafeEqual(cookie, header);
  const site = request.headers["sec-fetch-site"];
  if (!fits || (site !== undefined && site !== "same-origin")) throw new AppError("session.csrf");
}

function setCookies(reply: FastifyReply, token: string, endsAt: string, rules: CookieRules): void {
  const common = { path: "/", secure: rules.secure, sameSite: "lax", expires: new Date(endsAt) } as const;
  reply.setCookie(names(rules).session, token, { ...common, httpOnly: true });
  reply.setCookie(names(rules).csrf, randomBytes(18).toString("base64url"), { ...common, httpOnly: false });
}

function clearCookies(reply: FastifyReply, rules: CookieRules): void {
  for (const name of Object.values(names(rules)))
    reply.clearCookie(name, { path: "/", secure: rules.secure });
}

/** Sign-in, sign-out and "who am I": the only routes that touch cookies. */
export function mountSession(server: FastifyInstance, runtime: Runtime, rules: CookieRules): void {
  server.post("/api/v1/session", async (request, reply) => {
    // A page of somebody else's must not sign a visitor in as somebody of its choosing.
    const site = request.headers["sec-fetch-site"];
    if (site !== undefined && site !== "same-origin" && site !== "none") throw new AppError("session.csrf");
    const opened = await signIn(
      runtime,
      parse(signInInput, request.body),
      { address: request.ip, userAgent: request.headers["user-agent"] ?? "" },
      { requestId: request.id },
    );
    setCookies(reply, opened.token, opened.endsAt, rules);
    return opened.person;
  });

  server.get("/api/v1/session", async (request) => {
    const actor = await actorOfRequest(runtime, request, rules);
    if (actor.id === null) throw new AppError("session.required");
    return viewPerson(runtime.db, actor.id);
  });

  server.delete("/api/v1/session", async (request, reply) => {
    const actor = await actorOfRequest(runtime, request, rules);
    const token = request.cookies[names(rules).session];
    if (token !== undefined) await signOut.call(runtime, actor, { token }, { requestId: request.id });
    clearCookies(reply, rules);
    return reply.code(204).send();
  });
}
