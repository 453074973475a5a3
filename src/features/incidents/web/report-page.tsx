import { Button, Card } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { api, ApiError, newIdempotencyKey } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { TextField } from "../../../web/kit/fields.tsx";
import { InstantField, type PreciseValue } from "../../../web/kit/instant-field.tsx";
import { now } from "../../../web/kit/local-time.ts";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { useGo } from "../../../web/link.tsx";
import { notify } from "../../../web/notify.ts";
import type { IncidentView, Proposal } from "../contract.ts";
import { texts } from "../texts.ts";
import { ProposalPanel, type Kept } from "./proposal-panel.tsx";
import { useDebounced } from "./use-debounced.ts";
import "./incidents.css";

function useProposal(what: string) {
  const settled = useDebounced(what.trim());
  return useQuery({
    queryKey: ["incident", "proposal", settled],
    queryFn: ({ signal }) => api.get<Proposal>("/incident-proposal", { what: settled }, signal),
    enabled: settled.length >= 2,
    placeholderData: (before) => before,
  });
}

/** What stands when nothing was taken away: everything proposed. */
function bodyOf(what: string, since: PreciseValue, more: string, proposal: Proposal | undefined, kept: Kept) {
  const idsOf = (items: readonly { id: string }[] = []) =>
    items.map(({ id }) => id).filter((id) => !kept.without.has(id));
  return {
    title: what.trim(),
    started: since,
    description: more,
    effect: proposal?.effect ?? null,
    impact: kept.impact ?? proposal?.impact ?? null,
    urgency: kept.urgency ?? proposal?.urgency ?? null,
    serviceIds: idsOf(proposal?.services),
    systemIds: idsOf(proposal?.systems),
  };
}

const nothingChanged: Kept = { without: new Set(), impact: null, urgency: null };

/** Two fields: what, and since when. The rest is proposed beside them while one writes. */
export function ReportPage() {
  const t = useTexts(texts);
  const go = useGo();
  const client = useQueryClient();
  const [what, setWhat] = useState("");
  const [more, setMore] = useState("");
  const [since, setSince] = useState<PreciseValue | null>(() => ({ at: now(), precision: "minute" }));
  const [kept, setKept] = useState<Kept>(nothingChanged);
  const key = useRef(newIdempotencyKey());
  const proposal = useProposal(what);
  const report = useMutation({
    mutationFn: (started: PreciseValue) =>
      api.post<IncidentView>("/incidents", bodyOf(what, started, more, proposal.data, kept), {
        idempotencyKey: key.current,
      }),
    onSuccess: (incident) => {
      key.current = newIdempotencyKey();
      notify(t("report.done", { number: incident.number }));
      void client.invalidateQueries({ queryKey: ["incident"] });
      go(`/incidents/${incident.id}`);
    },
    onError: (error) => {
      // Something else is sent next time, so it is another request.
      if (error instanceof ApiError && error.status !== 0) key.current = newIdempotencyKey();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (what.trim() !== "" && since !== null && !report.isPending) report.mutate(since);
  };
  return (
    <div className="i-report">
      <PageHeader title={t("report.title")} lead={t("report.lead")} />
      <form className="b-form" onSubmit={submit} noValidate>
        <div className="i-what">
          <TextField
            label={t("report.what")}
            description={t("report.what.hint")}
            value={what}
            onChange={setWhat}
            required
            maxLength={500}
            autoComplete="off"
          />
        </div>
        <InstantField label={t("report.since")} value={since} onChange={setSince} />
        <Card data-color="neutral">
          <ProposalPanel
            proposal={what.trim().length < 2 ? undefined : proposal.data}
            kept={kept}
            onChange={setKept}
          />
        </Card>
        <TextField label={t("report.more")} optional rows={3} value={more} onChange={setMore} />
        <ErrorMessage error={report.error} />
        <div className="b-actions">
          <Button type="submit" loading={report.isPending} disabled={what.trim() === "" || since === null}>
            {t("report.submit")}
          </Button>
        </div>
      </form>
    </div>
  );
}
