import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api.ts";

export const sessionKey = ["session"] as const;

export const bootstrapKey = ["bootstrap"] as const;

/** What may stay in memory when a person signs out. */
export function isPublic([first]: readonly unknown[]): boolean {
  return first === sessionKey[0] || first === bootstrapKey[0];
}

/** Asked again only when a second try can help: the network, or a server that is down for a moment. */
function worthRetrying(count: number, error: Error): boolean {
  const passing = error instanceof ApiError && (error.status === 0 || error.status >= 502);
  return passing && count < 2;
}

/**
 * One cookie is all tabs': who signs in or out in one is signed in or out in each. What one person saw is nothing for
 * the next.
 */
function shareSession(client: QueryClient): void {
  const channel = new BroadcastChannel("beredd.session");
  let before: string | null | undefined;
  channel.addEventListener("message", () => void client.invalidateQueries({ queryKey: sessionKey }));
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== "updated" || query.queryKey[0] !== sessionKey[0] || query.state.status !== "success") return;
    const now = client.getQueryData<{ id: string } | null>(sessionKey)?.id ?? null;
    const isOther = before !== undefined && before !== now;
    before = now;
    if (!isOther) return;
    client.removeQueries({ predicate: ({ queryKey }) => !isPublic(queryKey) });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origin
    channel.postMessage(null);
  });
}

export function createQueryClient(): QueryClient {
  // A session that ended shows the sign-in page where one is, and the same page again after it.
  const onError = (error: Error) => {
    if (error instanceof ApiError && error.code === "session.required") {
      client.setQueryData(sessionKey, null);
    }
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    // An intranet is there also when the browser believes itself offline.
    defaultOptions: {
      queries: { staleTime: 15_000, retry: worthRetrying, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });
  shareSession(client);
  return client;
}
