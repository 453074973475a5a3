import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../api.ts";
import { useGo } from "../link.tsx";
import { notify } from "../notify.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";

export interface RemoveDialogProps {
  readonly title: string;
  readonly confirmLabel: string;
  /** Said when it is gone. */
  readonly done: string;
  /** The list that it stands in: `/sites`, which is its address in the API too. */
  readonly list: string;
  readonly record: { readonly id: string; readonly version: number };
  /** What is asked for again afterwards. */
  readonly again: readonly string[];
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks before a record is removed, and goes to the list that it stood in. */
export function RemoveDialog(props: RemoveDialogProps) {
  const { list, record } = props;
  const client = useQueryClient();
  const go = useGo();
  const removal = useMutation({
    mutationFn: () => api.delete(`${list}/${record.id}`, { version: record.version }),
    onSuccess: () => {
      notify(props.done);
      go(list);
      void client.invalidateQueries({ queryKey: props.again });
    },
  });
  return (
    <ConfirmDialog
      title={props.title}
      open={props.open}
      onClose={props.onClose}
      confirmLabel={props.confirmLabel}
      danger
      pending={removal.isPending}
      error={removal.error}
      onConfirm={() => removal.mutate()}
    >
      {props.children}
    </ConfirmDialog>
  );
}
