import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { usePerson } from "./context.tsx";
import { sessionKey } from "./queries.ts";
import { followShared } from "./live/share.ts";

const gatherMs = 250;

/** Lets every query whose key begins with the subject's type, or with `any`, be asked again. */
function listener(client: QueryClient) {
  let gather: ReturnType<typeof setTimeout> | undefined;
  const changed = new Set<string>();
  const flush = () => {
    gather = undefined;
    for (const subjectType of changed) void client.invalidateQueries({ queryKey: [subjectType] });
    // What asks whether anything has changed at all, whatever it is.
    void client.invalidateQueries({ queryKey: ["any"] });
    changed.clear();
  };
  return {
    changed(subjectType: string) {
      changed.add(subjectType);
      gather ??= setTimeout(flush, gatherMs);
    },
    missed: () => void client.invalidateQueries(),
    refused: () => void client.invalidateQueries({ queryKey: sessionKey }),
    stop: () => clearTimeout(gather),
  };
}

/** Keeps what is shown current. The shell calls it once for the signed-in person. */
export function useLive(): void {
  const client = useQueryClient();
  const personId = usePerson()?.id ?? "";
  useEffect(() => {
    const told = listener(client);
    const stop = followShared(personId, told);
    return () => {
      stop();
      told.stop();
    };
  }, [client, personId]);
}
