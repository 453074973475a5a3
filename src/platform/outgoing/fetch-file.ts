import { lookup, type LookupAddress } from "node:dns";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { AppError } from "../../shared/errors.ts";
import { checkAddress, hostOf, isNamed, mayAsk } from "./addresses.ts";

export interface Asking {
  allowed: readonly string[];
  /** Silence lasts no longer. */
  idleSeconds: number;
  signal: AbortSignal;
}

const REDIRECTS = 5;

/**
 * Asks an address for a file. The address that a name leads to is checked where the connection is made, so that a
 * name cannot lead elsewhere between the check and the call; each redirect is checked anew.
 */
export async function fetchFile(text: string, asking: Asking): Promise<IncomingMessage> {
  let asked: string = text;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const url = checkAddress(asked, asking.allowed);
    const answer = await ask(url, asking);
    const status = answer.statusCode ?? 0;
    if (status >= 200 && status < 300) return answer;
    answer.destroy();
    const { location } = answer.headers;
    if (status < 300 || status >= 400 || location === undefined) throw failed(url, `HTTP ${status}`);
    asked = URL.parse(location, url.href)?.href ?? location;
  }
  throw new AppError("address.failed", {
    params: { host: URL.parse(asked)?.hostname ?? asked, reason: "redirects" },
  });
}

function failed(url: URL, reason: string): AppError {
  return new AppError("address.failed", { params: { host: hostOf(url), reason } });
}

function ask(url: URL, { allowed, idleSeconds, signal }: Asking): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const guarded = guardedLookup(isNamed(hostOf(url), allowed), allowed);
  const client = url.protocol === "https:" ? https : http;
  const headers = { "user-agent": "Beredd", accept: "text/csv, */*;q=0.5" };
  const request = client.get(url, { lookup: guarded, signal, headers, agent: false }, resolve);
  request.setTimeout(idleSeconds * 1000, () => request.destroy(new Error("timeout")));
  request.on("error", (error: NodeJS.ErrnoException) => {
    reject(error instanceof AppError ? error : failed(url, error.code ?? error.message));
  });
  return promise;
}

/** Hands on only addresses that may be asked; a host that is named may lie anywhere. */
function guardedLookup(named: boolean, allowed: readonly string[]): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
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
