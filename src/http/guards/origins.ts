import type { FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const EVENTS = "/api/v1/events";

/**
 * What a browser sends on behalf of another site is refused before anything looks at cookies: every request of a
 * page's own making, also one that only reads, and an event stream. A link that somebody follows is let through.
 * Programs other than browsers send neither header.
 */
export function refuseForeignPages(request: FastifyRequest, publicUrl: string | null): void {
  if (!request.url.startsWith("/api/")) return;
  const { "sec-fetch-site": site, "sec-fetch-mode": mode, origin } = request.headers;
  const reads = SAFE.has(request.method);
  const followed = reads && mode === "navigate" && !request.url.startsWith(EVENTS);
  const home = site === undefined || site === "same-origin" || site === "none";
  if (!home && !followed) throw new AppError("origin.refused");
  if (origin !== undefined && !isOwn(origin, request.headers.host, publicUrl) && !followed)
    throw new AppError("origin.refused");
}

/** Our public address, or the very one that was asked: a proxy hands the Host on, or the public address is named. */
function isOwn(origin: string, host: string | undefined, publicUrl: string | null): boolean {
  const from = URL.parse(origin);
  if (from === null || !/^https?:$/u.test(from.protocol)) return false;
  if (publicUrl !== null && from.origin === URL.parse(publicUrl)?.origin) return true;
  return host !== undefined && from.host === URL.parse(`${from.protocol}//${host}`)?.host;
}
