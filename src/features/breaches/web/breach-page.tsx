import { Button } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { PrecisionTime } from "../../../web/kit/precision-time.tsx";
import { TextLink, usePathParam } from "../../../web/link.tsx";
import type { BreachView } from "../contract.ts";
import { breachTexts } from "../texts.ts";
import { BreachForm } from "./breach-form.tsx";
import { BreachBadge, RiskBadge } from "./parts.tsx";

function Facts({ breach }: { readonly breach: BreachView }) {
  const t = useTexts(breachTexts);
  const format = useFormat();
  const { discovered, incident, peopleCount, recordCount } = breach;
  const about = (count: number | null) => (count === null ? null : format.number(count));
  return (
    <div className="b-card">
      <KeyValueList
        items={[
          { key: "state", label: t("state"), value: <BreachBadge state={breach.state} /> },
          { key: "risk", label: t("risk"), value: <RiskBadge risk={breach.risk} /> },
          { key: "unit", label: t("unit"), value: breach.unit.name },
          {
            key: "discovered",
            label: t("discovered"),
            value: <PrecisionTime at={discovered.at} precision={discovered.precision} />,
          },
          { key: "people", label: t("people"), value: about(peopleCount) },
          { key: "records", label: t("records"), value: about(recordCount) },
          { key: "service", label: t("service"), value: breach.service?.name ?? null },
          { key: "system", label: t("system"), value: breach.system?.name ?? null },
          {
            key: "incident",
            label: t("incident"),
            value:
              incident === null ? null : (
                <>
                  <TextLink to={`/incidents/${incident.id}`}>{incident.number}</TextLink> {incident.title}
                </>
              ),
          },
          { key: "description", label: t("description"), value: breach.description || null },
        ]}
      />
    </div>
  );
}

export function BreachPage() {
  const t = useTexts(breachTexts);
  const may = useMay();
  const breachId = usePathParam("breachId");
  const [editing, setEditing] = useState(false);
  const found = useQuery({
    queryKey: ["breach", breachId],
    queryFn: ({ signal }) => api.get<BreachView>(`/breaches/${breachId}`, {}, signal),
  });
  const path = [{ label: t("breaches"), to: "/breaches" }];
  const breach = found.data;
  if (breach === undefined)
    return (
      <>
        <PageHeader title={t("breaches")} path={path} />
        <ErrorMessage error={found.error} onRetry={() => void found.refetch()} />
      </>
    );
  const edit = (
    <Button data-primary-action onClick={() => setEditing(true)}>
      {t("edit")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={breach.title}
        above={breach.number}
        path={path}
        actions={may("breach:edit") ? edit : undefined}
      />
      <Facts breach={breach} />
      {editing ? <BreachForm breach={breach} onClose={() => setEditing(false)} /> : null}
    </>
  );
}
