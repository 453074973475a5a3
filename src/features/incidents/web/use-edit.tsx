import { useState } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "../../../web/api.ts";
import { notify } from "../../../web/notify.ts";
import type { IncidentView } from "../contract.ts";

export interface Edit<Input> {
  readonly run: (input: Input) => void;
  readonly pending: boolean;
  readonly error: Error | null;
  /** The incident as it is now, when somebody else was first. */
  readonly current: IncidentView | null;
  /** Goes on from what holds now. */
  readonly takeCurrent: () => void;
}

function currentOf(error: Error | null): IncidentView | null {
  if (!(error instanceof ApiError) || error.code !== "record.stale") return null;
  return isIncident(error.current) ? error.current : null;
}

/** What the server sends as `current` it has encoded through the same shape as every incident. */
function isIncident(value: unknown): value is IncidentView {
  return typeof value === "object" && value !== null && "times" in value && "version" in value;
}

/** One act on an incident; the answer is the incident as it is after it. */
export function useEdit<Input>(
  incidentId: string,
  act: (input: Input) => Promise<IncidentView>,
  done: (incident: IncidentView) => string,
  onDone?: () => void,
): Edit<Input> {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: act,
    onSuccess: (incident) => {
      client.setQueryData(["incident", incidentId], incident);
      void client.invalidateQueries({ queryKey: ["incident"] });
      notify(done(incident));
      onDone?.();
    },
  });
  const current = currentOf(mutation.error);
  return {
    run: (input) => mutation.mutate(input),
    pending: mutation.isPending,
    error: current === null ? mutation.error : null,
    current,
    takeCurrent: () => {
      if (current !== null) client.setQueryData(["incident", incidentId], current);
      mutation.reset();
    },
  };
}

export interface Basis<Draft> {
  /** What the dialog was opened on, whatever others change meanwhile: its version is what is sent. */
  readonly basis: IncidentView;
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  /** Goes on from what holds now: what I wrote stays, the rest is as the other one left it. */
  readonly rebase: (current: IncidentView | null) => void;
}

/** Fields of a dialog over an incident that somebody else may change while it is open. */
export function useBasis<Draft extends Readonly<Record<string, string>>>(
  incident: IncidentView,
  draftOf: (incident: IncidentView) => Draft,
): Basis<Draft> {
  const [basis, setBasis] = useState(incident);
  const [written, setWritten] = useState<Partial<Draft>>({});
  return {
    basis,
    draft: { ...draftOf(basis), ...written },
    set: (change) => setWritten((before) => ({ ...before, ...change })),
    rebase: (current) => (current === null ? undefined : setBasis(current)),
  };
}
