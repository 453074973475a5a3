import { useMutation, useQueryClient } from "@tanstack/react-query";
import { notify } from "../../../../web/notify.ts";

export const accountKey = ["account"] as const;

/** One act on the account: tells when it is done, and shows what is so afterwards. */
export function useAct<Input, Result>(
  act: (input: Input) => Promise<Result>,
  done?: (result: Result) => string | null,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (result) => {
      const said = done?.(result) ?? null;
      if (said !== null) notify(said);
      await client.invalidateQueries({ queryKey: accountKey });
    },
  });
}
