import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors.ts";

/** The name in a Host header, without port and brackets; null where there is none that makes sense. */
export function nameIn(header: string | undefined): string | null {
  if (header === undefined || !/^[\w.:[\]-]+$/u.test(header)) return null;
  const name = URL.parse(`http://${header}`)?.hostname ?? "";
  return name === "" ? null : name.replace(/^\[|\]$/gu, "").replace(/\.$/u, "");
}

/**
 * The names under which we may be asked. A page of somebody else's can make its own name lead to this machine (DNS
 * rebinding) and then reads what we answer as its own; an address written in digits has no name to do that with.
 */
export function knownHosts(publicUrl: string | null, named: readonly string[]): (name: string) => boolean {
  const known = new Set(["localhost", ...named.map((name) => name.toLowerCase())]);
  const own = publicUrl === null ? null : nameIn(URL.parse(publicUrl)?.host);
  if (own !== null) known.add(own);
  return (name) => known.has(name) || isIP(name) !== 0;
}

/** Throws `host.unknown`. Whether the process is well is told to every prober, whatever it calls us. */
export function refuseUnknownHost(request: FastifyRequest, known: (name: string) => boolean): void {
  if (request.url.startsWith("/health/")) return;
  const name = nameIn(request.headers.host);
  if (name === null || !known(name)) throw new AppError("host.unknown");
}
