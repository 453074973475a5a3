import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { apiAddress } from "./api.ts";

/** What the stream says of one journal entry: enough to know which answers are old. */
export interface LiveEvent {
  readonly subjectType: string;
  readonly subjectId: string;
}

function parse(data: string): LiveEvent | null {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== "object" || value === null) return null;
    const { subjectType, subjectId }: { subjectType?: unknown; subjectId?: unknown } = value;
    if (typeof subjectType !== "string") return null;
    return { subjectType, subjectId: typeof subjectId === "string" ? subjectId : "" };
  } catch {
    return null;
  }
}

const gatherMs = 250;
const longestWaitMs = 30_000;

/**
 * Follows the journal and lets every query whose key begins with the subject's type, or with
 * `any`, be asked again. A short break is caught up by Last-Event-ID, which the browser sends itself; after a
 * longer one everything shown is asked again.
 */
function follow(client: QueryClient): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let gather: ReturnType<typeof setTimeout> | undefined;
  let wait = 1000;
  const changed = new Set<string>();

  const flush = () => {
    gather = undefined;
    for (const subjectType of changed) void client.invalidateQueries({ queryKey: [subjectType] });
    // What asks whether anything has changed at all, whatever it is.
    void client.invalidateQueries({ queryKey: ["any"] });
    changed.clear();
  };
  const connect = (afterBreak: boolean) => {
    source = new EventSource(apiAddress("/events"), { withCredentials: true });
    source.addEventListener("open", () => {
      wait = 1000;
      if (afterBreak) void client.invalidateQueries();
    });
    const take = (message: MessageEvent<unknown>) => {
      const event = typeof message.data === "string" ? parse(message.data) : null;
      if (event === null) return;
      changed.add(event.subjectType);
      gather ??= setTimeout(flush, gatherMs);
    };
    source.addEventListener("journal", take);
    source.addEventListener("message", take);
    source.addEventListener("error", () => {
      // While connecting the browser tries again by itself; once closed nobody does but us.
      if (source?.readyState !== EventSource.CLOSED) return;
      retry = setTimeout(() => connect(true), wait);
      wait = Math.min(wait * 2, longestWaitMs);
    });
  };
  connect(false);
  return () => {
    source?.close();
    clearTimeout(retry);
    clearTimeout(gather);
  };
}

/** Keeps what is shown current. The shell calls it once for the signed-in person. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => follow(client), [client]);
}
