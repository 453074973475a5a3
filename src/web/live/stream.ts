import { apiAddress } from "../api.ts";

/** What one who follows the journal is told. */
export interface Listener {
  changed(subjectType: string): void;
  /** Something may have gone by unheard: everything shown is old. */
  missed(): void;
  /** The server lets nobody listen: perhaps the session has ended. */
  refused(): void;
}

export interface StreamListener extends Listener {
  /** How far the journal has been heard. */
  at(position: string): void;
}

const longestWaitMs = 30_000;

function subjectTypeOf(data: unknown): string | null {
  try {
    const value: unknown = typeof data === "string" ? JSON.parse(data) : null;
    if (typeof value !== "object" || value === null) return null;
    const { subjectType }: { subjectType?: unknown } = value;
    return typeof subjectType === "string" ? subjectType : null;
  } catch {
    return null;
  }
}

/**
 * Follows the journal from a position, or from now. A short break is caught up by Last-Event-ID, which the browser
 * sends itself; after a longer one everything shown is asked again.
 */
export function openStream(after: string | null, listener: StreamListener): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wait = 1000;
  const connect = (isAfterBreak: boolean) => {
    const query = isAfterBreak || after === null ? undefined : { after };
    source = new EventSource(apiAddress("/events", query), { withCredentials: true });
    source.addEventListener("open", () => {
      wait = 1000;
      if (isAfterBreak) listener.missed();
    });
    source.addEventListener("ready", (message) => listener.at(message.lastEventId));
    source.addEventListener("journal", (message: MessageEvent<unknown>) => {
      const subjectType = subjectTypeOf(message.data);
      if (subjectType !== null) listener.changed(subjectType);
      listener.at(message.lastEventId);
    });
    source.addEventListener("error", () => {
      // While connecting the browser tries again by itself; once closed nobody does but us.
      if (source?.readyState !== EventSource.CLOSED) return;
      listener.refused();
      retry = setTimeout(() => connect(true), wait);
      wait = Math.min(wait * 2, longestWaitMs);
    });
  };
  connect(false);
  return () => {
    source?.close();
    clearTimeout(retry);
  };
}
