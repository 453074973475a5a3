import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import type { FastifyRequest } from "fastify";
import type { Actor } from "../../platform/actor.ts";
import type { Limits } from "../../platform/limits.ts";
import type { Operation } from "../../platform/registry.ts";
import { mediaTypesOf } from "../../platform/verb/download.ts";
import { AppError } from "../../shared/errors.ts";
import { Buckets } from "./buckets.ts";

export type CostClass = "read" | "search" | "write" | "heavy";

/** What costs more than its kind says. */
export const dearer: Readonly<Record<string, CostClass>> = {
  "search.find": "search",
  "statistics.figures": "search",
  "statistics.series": "search",
  "statistics.breakdown": "search",
  "catalogue.graph": "search",
  "catalogue.impact": "search",
  "import.propose": "heavy",
  "import.preview": "heavy",
  "import.start": "heavy",
  "report.draft": "heavy",
  "report.freeze": "heavy",
  "report.compare": "heavy",
};

export function costOf(operation: Operation): CostClass {
  if (mediaTypesOf(operation.output) !== null) return "heavy";
  return dearer[operation.name] ?? (operation.kind === "verb" ? "write" : "read");
}

/** A guess at a password is worked on for longer than a look at a page. */
const ANONYMOUS_WRITE = 5;
/** Credentials that were good lately; a flood of made-up ones from the same address does not shut them out. */
const KNOWN = 20_000;

export interface Rates {
  /** Before anybody is asked who this is. Throws `rate.exceeded`. */
  admit(request: FastifyRequest): void;
  /** When it is known who asks. Throws `rate.exceeded`. */
  charge(request: FastifyRequest, actor: Actor, cost: CostClass): void;
}

/**
 * So much a minute for each person, by what it costs; and for each address, what comes without a session that
 * holds. Who is signed in shares nothing with the neighbours behind the same address.
 */
export function makeRates(limits: Limits, refused: (reason: string) => void, now?: () => number): Rates {
  const buckets = new Buckets(now);
  const known = new Set<string>();
  const spend = (key: string, kind: keyof Limits, cost: number) => {
    const perMinute = limits[kind];
    const seconds = perMinute === 0 ? 0 : buckets.take(`${kind} ${key}`, perMinute, cost);
    if (seconds === 0) return;
    refused(`rate-${kind}`);
    throw new AppError("rate.exceeded", { params: { seconds } });
  };
  return {
    admit(request) {
      const credential = credentialOf(request);
      const address = networkOf(request.ip);
      if (credential === null) spend(address, "anonymous", request.method === "GET" ? 1 : ANONYMOUS_WRITE);
      else if (!known.has(credential) && limits.anonymous > 0) {
        if (buckets.isEmpty(`anonymous ${address}`, limits.anonymous)) spend(address, "anonymous", 1);
      }
    },
    charge(request, actor, cost) {
      const credential = credentialOf(request);
      if (actor.id !== null) {
        if (credential !== null) remember(known, credential);
        spend(actor.id, cost, 1);
        return;
      }
      if (credential === null) return;
      known.delete(credential);
      spend(networkOf(request.ip), "anonymous", 1);
    },
  };
}

function remember(known: Set<string>, credential: string): void {
  known.delete(credential);
  known.add(credential);
  const [oldest] = known;
  if (known.size > KNOWN && oldest !== undefined) known.delete(oldest);
}

/** What the request shows for itself, as a hash: the memory of it is worth nothing to who reads it. */
function credentialOf(request: FastifyRequest): string | null {
  const shown =
    request.headers.authorization ??
    Object.entries(request.cookies).find(([name]) => name.endsWith("beredd_session"))?.[1];
  return shown === undefined ? null : createHash("sha256").update(shown).digest("base64");
}

/** Whoever has one IPv6 address has the 2^64 beside it. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || /^::ffff:[\d.]+$/iu.test(address)) return address;
  const [head = "", tail = ""] = address.split("%")[0]?.split("::") ?? [];
  const first = head.split(":").filter((group) => group !== "");
  const last = tail.split(":").filter((group) => group !== "");
  const gap = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => "0");
  const groups = address.includes("::") ? [...first, ...gap, ...last] : first;
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/u, "").toLowerCase())
    .join(":")}::/64`;
}
