import { currentLanguage } from "./preferences.ts";

export const apiBase = "/api/v1";

export interface Fault {
  readonly path: string;
  readonly message: string;
}

export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string;
  readonly errors: readonly Fault[];
  /** The record as it is now, when an edit was made on an older version. */
  readonly current: unknown;
}

/** What went wrong, as the server says it (problem+json), in the person's language. */
export class ApiError extends Error implements Problem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string;
  readonly errors: readonly Fault[];
  readonly current: unknown;

  constructor(problem: Problem) {
    super(problem.detail || problem.title || problem.code);
    this.name = "ApiError";
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail;
    this.requestId = problem.requestId;
    this.errors = problem.errors;
    this.current = problem.current;
  }
}

export type QueryValue = string | number | boolean | undefined | null | readonly string[];
export type Query = Readonly<Record<string, QueryValue>>;

export interface Options {
  readonly query?: Query | undefined;
  readonly body?: unknown;
  /** The version that the edit was made on; sent as If-Match. */
  readonly version?: number | undefined;
  /** Keep it over tries of the same act, so that a lost answer never makes two records. */
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Outage = { readonly down: boolean };
let outage: Outage = { down: false };
const outageListeners = new Set<() => void>();

/** Whether the last answer was that the server, or something it needs, is down. */
export const outageStore = {
  get: () => outage,
  subscribe: (listener: () => void): (() => void) => {
    outageListeners.add(listener);
    return () => outageListeners.delete(listener);
  },
};

function reportOutage(down: boolean): void {
  if (outage.down === down) return;
  outage = { down };
  for (const listener of outageListeners) listener();
}

/** crypto.randomUUID exists on secure origins only; an intranet may be plain http. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Behind TLS the cookie carries the prefix that binds it to this host. */
const csrfCookie = /(?:^|; )(?:__Host-)?beredd_csrf=([^;]*)/u;

function csrfToken(): string {
  return decodeURIComponent(csrfCookie.exec(document.cookie)?.[1] ?? "");
}

export function queryString(query: Query | undefined): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

/** The address of something to download or to show, for links. */
export function apiAddress(path: string, query?: Query): string {
  return apiBase + path + queryString(query);
}

/** For the few requests that fetch cannot make: those that tell how far they have come. */
export function headersFor(method: string, options: Options): Headers {
  const headers = new Headers({ accept: "application/json", "accept-language": currentLanguage() });
  if (method === "GET") return headers;
  headers.set("x-beredd-csrf", csrfToken());
  if (method === "POST") headers.set("idempotency-key", options.idempotencyKey ?? newIdempotencyKey());
  if (options.version !== undefined) headers.set("if-match", `"v${options.version}"`);
  const isData = options.body instanceof Blob || options.body instanceof FormData;
  if (options.body !== undefined && !isData) headers.set("content-type", "application/json");
  if (options.body instanceof Blob) headers.set("content-type", "application/octet-stream");
  return headers;
}

function bodyOf(body: unknown): BodyInit | null {
  if (body === undefined) return null;
  return body instanceof Blob || body instanceof FormData ? body : JSON.stringify(body);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

async function problemOf(response: Response): Promise<ApiError> {
  const body = record(await response.json().catch(() => null));
  const faults = Array.isArray(body["errors"]) ? body["errors"].map(record) : [];
  return new ApiError({
    code: text(body["code"]) || `http.${response.status}`,
    status: response.status,
    title: text(body["title"]),
    detail: text(body["detail"]),
    requestId: text(body["requestId"]) || (response.headers.get("x-request-id") ?? ""),
    errors: faults.map((fault) => ({ path: text(fault["path"]), message: text(fault["message"]) })),
    current: body["current"],
  });
}

function unreachable(): ApiError {
  const empty = { title: "", detail: "", requestId: "", errors: [], current: undefined };
  return new ApiError({ code: "network", status: 0, ...empty });
}

async function answer(method: string, path: string, options: Options): Promise<Response> {
  const init = {
    method,
    headers: headersFor(method, options),
    body: bodyOf(options.body),
    credentials: "same-origin",
    signal: options.signal ?? null,
  } as const;
  try {
    return await fetch(apiAddress(path, options.query), init);
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    reportOutage(true);
    throw unreachable();
  }
}

/**
 * The one place where an answer gets its type. The server encodes every answer through the
 * contract's output shape, so the type is what it sent; parsing again would cost every page zod.
 */
async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await answer(method, path, options);
  reportOutage(response.status === 502 || response.status === 503 || response.status === 504);
  if (!response.ok) throw await problemOf(response);
  const body = await response.text();
  return JSON.parse(body === "" ? "null" : body);
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => request<T>("GET", path, { query, signal }),
  post: <T = void>(path: string, body?: unknown, options?: Options) =>
    request<T>("POST", path, { ...options, body }),
  put: <T = void>(path: string, body: unknown, options?: Options) =>
    request<T>("PUT", path, { ...options, body }),
  patch: <T = void>(path: string, body: unknown, options?: Options) =>
    request<T>("PATCH", path, { ...options, body }),
  delete: <T = void>(path: string, options?: Options) => request<T>("DELETE", path, options),
};
