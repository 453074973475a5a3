import type { FastifyInstance } from "fastify";
import type { Guarding, Limits } from "../../platform/limits.ts";
import type { CookieRules } from "../session.ts";
import { setSecureHeaders } from "./headers.ts";
import { knownHosts, refuseUnknownHost } from "./hosts.ts";
import { refuseForeignPages } from "./origins.ts";
import { makeRates, type Rates } from "./rates.ts";
import { awaitBody } from "./slow.ts";

/** What the routes need of the guards: whose cookies count, and what the one who asks may cost. */
export interface Guards extends CookieRules {
  rates: Rates;
  limits: Limits;
}

interface Mounting {
  guarding: Guarding;
  publicUrl: string | null;
  /** Counts what was refused, by its reason. */
  refused: (reason: string) => void;
}

/** Before any route: headers on every answer, then who may ask at all, then how much. */
export function mountGuards(server: FastifyInstance, { guarding, publicUrl, refused }: Mounting): Rates {
  const secure = publicUrl?.startsWith("https:") ?? false;
  const known = knownHosts(publicUrl, guarding.hosts);
  const rates = makeRates(guarding.limits, refused);
  const counted = (reason: string, guard: () => void) => {
    try {
      guard();
    } catch (error) {
      refused(reason);
      throw error;
    }
  };
  server.addHook("onRequest", async (request, reply) => {
    setSecureHeaders(request, reply, secure);
    counted("host", () => refuseUnknownHost(request, known));
    counted("origin", () => refuseForeignPages(request, publicUrl));
    if (request.url.startsWith("/api/")) rates.admit(request);
    awaitBody(request, reply, guarding.limits.patience, refused);
  });
  return rates;
}
