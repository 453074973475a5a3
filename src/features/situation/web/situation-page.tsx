import { useQuery } from "@tanstack/react-query";
import { api } from "../../../web/api.ts";
import { useMay, useTexts } from "../../../web/context.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { TextLink } from "../../../web/link.tsx";
import { Slot } from "../../../web/slot.tsx";
import type { SituationView } from "../contract.ts";
import { situationTexts } from "../texts.ts";
import { OpenIncidents } from "./open-incidents.tsx";
import { PeriodFigures } from "./period-figures.tsx";
import { PlannedWork } from "./planned-work.tsx";
import { Services } from "./services.tsx";
import "./situation.css";

function BeginHere() {
  const t = useTexts(situationTexts);
  const may = useMay();
  return (
    <EmptyState
      title={t("empty.title")}
      action={
        <>
          {may("catalogue:edit") ? <TextLink to="/services">{t("empty.services")}</TextLink> : null}
          {may("import:run") ? <TextLink to="/imports">{t("empty.import")}</TextLink> : null}
          {may("incident:report") ? <TextLink to="/incidents/new">{t("report")}</TextLink> : null}
        </>
      }
    >
      {t("empty.what")}
    </EmptyState>
  );
}

/** Everything at a glance; kept current by the stream of events. */
export function SituationPage() {
  const t = useTexts(situationTexts);
  const situation = useQuery({
    queryKey: ["incident", "situation"],
    queryFn: ({ signal }) => api.get<SituationView>("/situation", {}, signal),
  });
  const known = situation.data?.known;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Slot name="situation.notices" />
      <ErrorMessage error={situation.error} onRetry={() => void situation.refetch()} />
      {known === undefined ? null : !known.services && !known.incidents ? (
        <BeginHere />
      ) : (
        <>
          <Services />
          <OpenIncidents open={situation.data?.open ?? []} />
          <PlannedWork />
          <PeriodFigures />
        </>
      )}
      <Slot name="situation" />
    </>
  );
}
