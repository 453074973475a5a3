import { Alert, Button } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useMay, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { PageHeader, Section } from "../../../web/kit/page-header.tsx";
import { PriorityMark } from "../../../web/kit/priority-mark.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import { usePathParam } from "../../../web/link.tsx";
import { Slot } from "../../../web/slot.tsx";
import type { IncidentView } from "../contract.ts";
import { texts } from "../texts.ts";
import { StateBadge } from "./badges.tsx";
import { ClassifyDialog } from "./classify-dialog.tsx";
import { CorrectDialog } from "./correct-dialog.tsx";
import { HitsSection } from "./hits-section.tsx";
import { IncidentActs } from "./incident-acts.tsx";
import { Facts, Times } from "./incident-facts.tsx";
import { LinksSection } from "./links-section.tsx";
import { TimelineSection } from "./timeline-section.tsx";
import "./incidents.css";

export function useIncident(incidentId: string) {
  return useQuery({
    queryKey: ["incident", incidentId],
    queryFn: ({ signal }) => api.get<IncidentView>(`/incidents/${incidentId}`, {}, signal),
  });
}

function Texts({ incident }: { readonly incident: IncidentView }) {
  const t = useTexts(texts);
  if (incident.description === "" && incident.publicText === "") return null;
  return (
    <>
      {incident.description === "" ? null : (
        <Section title={t("page.description")}>
          <p className="i-text">{incident.description}</p>
        </Section>
      )}
      {incident.publicText === "" ? null : (
        <Section title={t("page.public")}>
          <p className="i-text">{incident.publicText}</p>
        </Section>
      )}
    </>
  );
}

function Marks({ incident }: { readonly incident: IncidentView }) {
  const t = useTexts(texts);
  return (
    <span className="i-chips">
      <span className="b-number">{incident.number}</span>
      <StateBadge state={incident.state} />
      <PriorityMark priority={incident.priority} />
      {incident.major ? <StatusBadge tone="danger">{t("column.major")}</StatusBadge> : null}
    </span>
  );
}

/** One incident: what can be done, when what happened, why it has its priority, who is hit, and all that was done. */
export function IncidentPage() {
  const t = useTexts(texts);
  const may = useMay();
  const incidentId = usePathParam("incidentId");
  const [open, setOpen] = useState<"correct" | "classify" | null>(null);
  const { data: incident, error, refetch } = useIncident(incidentId);
  const path = [{ label: t("list.title"), to: "/incidents" }];
  if (incident === undefined) {
    return (
      <>
        <PageHeader title={t("incident")} path={path} />
        <ErrorMessage error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  const editable = may("incident:edit") && incident.struckOut === null;
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader title={incident.title} above={<Marks incident={incident} />} path={path} />
      {incident.struckOut === null ? null : (
        <Alert data-color="warning">{t("page.struck", { reason: incident.struckOut.reason })}</Alert>
      )}
      {editable ? (
        <IncidentActs incident={incident}>
          <Button variant="secondary" onClick={() => setOpen("classify")}>
            {t("page.classify")}
          </Button>
          <Button variant="secondary" onClick={() => setOpen("correct")}>
            {t("page.edit")}
          </Button>
        </IncidentActs>
      ) : null}
      <div className="i-columns">
        <div className="i-stack">
          <Texts incident={incident} />
          <TimelineSection incident={incident} editable={editable} />
          <HitsSection incident={incident} editable={editable} />
        </div>
        <div className="i-stack">
          <Times incident={incident} />
          <Facts incident={incident} />
          <LinksSection incident={incident} editable={editable} />
          <Slot name="incident.aside" subjectType="incident" subjectId={incidentId} />
        </div>
      </div>
      {open === "correct" ? <CorrectDialog incident={incident} onClose={close} /> : null}
      {open === "classify" ? <ClassifyDialog incident={incident} onClose={close} /> : null}
    </>
  );
}
