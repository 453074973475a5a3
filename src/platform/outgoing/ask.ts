import { lookup, type LookupAddress, type LookupAllOptions } from "node:dns";
import http, { type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { AppError } from "../../shared/errors.ts";
import { hostOf, isNamed, mayAsk } from "./addresses.ts";

/** Asks for every address of a name; a test's own resolver stands here. */
export type Resolve = (
  host: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface Question {
  /** Checked already: `checkAddress` gave it. */
  url: URL;
  method?: string;
  headers: OutgoingHttpHeaders;
  body?: Uint8Array | undefined;
  allowed: readonly string[];
  /** Silence lasts no longer. */
  idleSeconds: number;
  signal: AbortSignal;
  resolve?: Resolve | undefined;
}

/** One request, without following where it leads. Throws `address.refused`, or what the network says. */
export function ask(question: Question): Promise<IncomingMessage> {
  const { url, allowed, signal, body } = question;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const guarded = guardedLookup(isNamed(hostOf(url), allowed), allowed, question.resolve ?? lookup);
  const client = url.protocol === "https:" ? https : http;
  const request = client.request(
    url,
    {
      lookup: guarded,
      signal,
      method: question.method ?? "GET",
      headers: { "user-agent": "Beredd", ...question.headers },
      // A connection of its own: one that was checked for another name is not taken over.
      agent: false,
    },
    resolve,
  );
  request.setTimeout(question.idleSeconds * 1000, () => request.destroy(new Error("timeout")));
  request.on("error", reject);
  request.end(body);
  return promise;
}

/**
 * Hands on only addresses that may be asked, where the connection is made, so that a name cannot lead elsewhere
 * between the check and the call. A host that is named may lie anywhere.
 */
function guardedLookup(named: boolean, allowed: readonly string[], resolve: Resolve): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const fit = addresses.filter(({ address }) => named || mayAsk(address, allowed));
      const [first] = fit;
      if (first === undefined) callback(new AppError("address.refused", { params: { host } }), []);
      else if (options.all === true) callback(null, fit);
      else callback(null, first.address, first.family);
    });
  };
}

/** What a failed call is said to have failed by: a code of the network, never what the other end wrote. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.name === "TimeoutError" || error.message === "timeout" ? "timeout" : error.name;
}
