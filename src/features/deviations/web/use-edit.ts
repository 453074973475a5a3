import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { notify } from "../../../web/notify.ts";
import { deviationTexts } from "../texts.ts";

export interface Edit {
  readonly method: "patch" | "put" | "post";
  readonly path: string;
  readonly body: object;
  readonly version: number;
}

/** One act on a record: sent with the version it was made on; what is shown is asked again afterwards. */
export function useEdit(onDone?: () => void) {
  const t = useTexts(deviationTexts);
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body, version }: Edit) =>
      api[method]<unknown>(path, method === "post" ? { ...body, version } : body, { version }),
    onSuccess: () => {
      notify(t("saved"));
      onDone?.();
    },
    // Also after a refusal: somebody else may have changed the record.
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ["deviation"] });
      await client.invalidateQueries({ queryKey: ["action"] });
    },
  });
}
