import type { IncomingMessage } from "node:http";
import { AppError } from "../../shared/errors.ts";
import { checkAddress, hostOf } from "./addresses.ts";
import { ask, reasonOf, type Resolve } from "./ask.ts";

export interface Guard {
  /** Hosts, addresses and networks inside that may be asked: `runtime.reach.allowedAddresses`. */
  allowed: readonly string[];
  /** The whole call lasts no longer, redirects and reading included. */
  seconds?: number;
  /** The answer's body is no larger. */
  maxBytes?: number;
  resolve?: Resolve;
}

/** The shape of the global `fetch`: what libraries take as their own. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const SECONDS = 20;
const MAX_BYTES = 5 * 1024 * 1024;
const REDIRECTS = 5;
const REDIRECTING = new Set([301, 302, 303, 307, 308]);
/** `Response` takes no body for these. */
const EMPTY = new Set([101, 204, 205, 304]);
/** What a redirect to another origin does not take along. */
const PRIVATE = ["authorization", "cookie", "proxy-authorization"];

/**
 * A `fetch` that refuses what lies inside (loopback, private, link-local and metadata addresses) unless it is
 * allowed: in the address as written, after the name is resolved, where the connection is made, and at every
 * redirect. Throws `address.refused` and `address.unanswered`.
 */
export function guardedFetch(guard: Guard): Fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const ending = AbortSignal.timeout((guard.seconds ?? SECONDS) * 1000);
    const signal = AbortSignal.any([request.signal, ending]);
    const first: Step = {
      address: request.url,
      method: request.method,
      headers: new Headers(request.headers),
      body: request.body === null ? undefined : new Uint8Array(await request.arrayBuffer()),
    };
    try {
      return await follow(first, request.redirect, guard, signal);
    } catch (error) {
      // The caller's own abort is told in the caller's words, as fetch does.
      request.signal.throwIfAborted();
      if (error instanceof AppError) throw error;
      throw unanswered(first.address, ending.aborted ? "timeout" : reasonOf(error));
    }
  };
}

interface Step {
  address: string;
  method: string;
  headers: Headers;
  body: Uint8Array | undefined;
}

async function follow(
  first: Step,
  redirect: Request["redirect"],
  guard: Guard,
  signal: AbortSignal,
): Promise<Response> {
  let step = first;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const url = checkAddress(step.address, guard.allowed);
    const answer = await ask({
      url,
      method: step.method,
      // What is packed could unpack to anything.
      headers: { ...Object.fromEntries(step.headers), "accept-encoding": "identity" },
      body: step.body,
      allowed: guard.allowed,
      idleSeconds: guard.seconds ?? SECONDS,
      signal,
      resolve: guard.resolve,
    });
    const { location } = answer.headers;
    const leads = REDIRECTING.has(answer.statusCode ?? 0) && location !== undefined;
    if (!leads || redirect === "manual") return responseOf(answer, url, guard.maxBytes ?? MAX_BYTES);
    answer.destroy();
    if (redirect === "error") throw unanswered(step.address, "redirect");
    step = nextStep(step, url, answer.statusCode ?? 0, location);
  }
  throw unanswered(step.address, "redirects");
}

/** As browsers do: what was posted is then fetched, and what is private stays with its origin. */
function nextStep(step: Step, from: URL, status: number, location: string): Step {
  const next = URL.parse(location, from.href);
  const headers = new Headers(step.headers);
  if (next?.origin !== from.origin) for (const name of PRIVATE) headers.delete(name);
  const address = next?.href ?? location;
  const asGet = status === 303 || (status < 303 && step.method === "POST");
  if (!asGet || step.method === "GET" || step.method === "HEAD") return { ...step, address, headers };
  for (const name of ["content-type", "content-length"]) headers.delete(name);
  return { address, method: "GET", headers, body: undefined };
}

async function responseOf(answer: IncomingMessage, url: URL, maxBytes: number): Promise<Response> {
  const status = answer.statusCode ?? 0;
  const packed = answer.headers["content-encoding"] ?? "identity";
  if (status < 200 || packed !== "identity") {
    answer.destroy();
    throw unanswered(url.href, status < 200 ? `HTTP ${status}` : "content-encoding");
  }
  const bytes = await readWhole(answer, url, maxBytes);
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  const body = EMPTY.has(status) ? null : bytes;
  const response = new Response(body, { status, statusText: answer.statusMessage ?? "", headers });
  // Libraries look where an answer came from; a made Response says nowhere.
  Object.defineProperty(response, "url", { value: url.href });
  return response;
}

async function readWhole(
  answer: IncomingMessage,
  url: URL,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > maxBytes) throw unanswered(url.href, "size");
    parts.push(bytes);
  }
  return Buffer.concat(parts, size);
}

function unanswered(address: string, reason: string): AppError {
  const url = URL.parse(address);
  return new AppError("address.unanswered", { params: { host: url === null ? "?" : hostOf(url), reason } });
}
