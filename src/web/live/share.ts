import { openStream, type Listener, type StreamListener } from "./stream.ts";

/** What the tab that listens tells the others. */
type Told =
  | { readonly kind: "at"; readonly position: string }
  | { readonly kind: "changed"; readonly subjectType: string }
  | { readonly kind: "missed" }
  | { readonly kind: "refused" }
  /** A tab that has just come asks where the journal stands. */
  | { readonly kind: "asked" };

function isAsked(data: unknown): boolean {
  return typeof data === "object" && data !== null && "kind" in data && data.kind === "asked";
}

function hear(data: unknown, listener: StreamListener): void {
  if (typeof data !== "object" || data === null) return;
  const told: { kind?: unknown; position?: unknown; subjectType?: unknown } = data;
  if (told.kind === "at" && typeof told.position === "string") listener.at(told.position);
  if (told.kind === "changed" && typeof told.subjectType === "string") listener.changed(told.subjectType);
  if (told.kind === "missed") listener.missed();
  if (told.kind === "refused") listener.refused();
}

/** How far this page has heard; kept while it rests. */
interface Heard {
  position: string | null;
}

/**
 * One stream for all of a browser's tabs: over HTTP/1.1 it gives one host six connections, and a stream a tab would
 * leave the seventh tab with none. The tab that holds the lock listens and tells the others; when it is closed the
 * next goes on from the position that they all have heard. Each person has a lock of their own.
 */
function shareByLock(locks: LockManager, personId: string, heard: Heard, listener: Listener): () => void {
  const name = `beredd.live.${personId}`;
  const channel = new BroadcastChannel(name);
  const ended = new AbortController();
  const own: StreamListener = { ...listener, at: (position) => (heard.position = position) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origin
  const post = (told: Told) => channel.postMessage(told);
  const tell = (told: Told) => {
    hear(told, own);
    post(told);
  };
  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => hear(data, own));
  const lead = async () => {
    if (ended.signal.aborted) return;
    channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (isAsked(data) && heard.position !== null) post({ kind: "at", position: heard.position });
    });
    const close = openStream(heard.position, {
      at: (position) => tell({ kind: "at", position }),
      changed: (subjectType) => tell({ kind: "changed", subjectType }),
      missed: () => tell({ kind: "missed" }),
      refused: () => tell({ kind: "refused" }),
    });
    await new Promise((resolve) => ended.signal.addEventListener("abort", resolve, { once: true }));
    close();
  };
  post({ kind: "asked" });
  // Refused when it is given up before its turn, which is no error.
  locks.request(name, { signal: ended.signal }, lead).catch(() => undefined);
  return () => {
    ended.abort();
    channel.close();
  };
}

/** Locks are for secure origins; on an intranet over plain http a tab listens for itself, and only while it is seen. */
function whileSeen(heard: Heard, listener: Listener): () => void {
  let close: (() => void) | undefined;
  const hide = () => {
    close?.();
    close = undefined;
  };
  const own: StreamListener = { ...listener, at: (position) => (heard.position = position) };
  const look = () => {
    if (document.visibilityState === "visible") close ??= openStream(heard.position, own);
    else hide();
  };
  look();
  document.addEventListener("visibilitychange", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    hide();
  };
}

/** Follows the journal as long as the page lives: one that the browser keeps for going back to holds nothing open. */
export function followShared(personId: string, listener: Listener): () => void {
  const { locks }: { locks?: LockManager } = navigator;
  const heard: Heard = { position: null };
  const start = () =>
    locks === undefined ? whileSeen(heard, listener) : shareByLock(locks, personId, heard, listener);
  let stop: (() => void) | undefined = start();
  const rest = () => {
    stop?.();
    stop = undefined;
  };
  const wake = () => {
    if (stop !== undefined) return;
    stop = start();
    listener.missed();
  };
  const moments = [
    [window, "pagehide", rest],
    [document, "freeze", rest],
    [document, "resume", wake],
    [window, "pageshow", wake],
  ] as const;
  for (const [target, name, act] of moments) target.addEventListener(name, act);
  return () => {
    rest();
    for (const [target, name, act] of moments) target.removeEventListener(name, act);
  };
}
