import { Button } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useMay, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { now } from "../../../web/kit/local-time.ts";
import { PageHeader, Section } from "../../../web/kit/page-header.tsx";
import { PrecisionTime } from "../../../web/kit/precision-time.tsx";
import { TextLink, usePathParam } from "../../../web/link.tsx";
import type { DeviationView } from "../contract.ts";
import { deviationTexts } from "../texts.ts";
import { ActionForm } from "./action-form.tsx";
import { JudgeDialog } from "./judge-dialog.tsx";
import { LinkIncident } from "./link-incident.tsx";
import { ActionBadge, SeverityBadge } from "./parts.tsx";
import { useEdit } from "./use-edit.ts";

const groundKinds = [
  "major-incident",
  "high-risk-breach",
  "far-beyond-promise",
  "beyond-promise",
  "without-promise",
  "breach",
  "within-promise",
] as const;

/** Why the severity is what it is: the rule's grounds, and a person's verdict with its reason. */
function Verdict({ deviation }: { readonly deviation: DeviationView }) {
  const t = useTexts(deviationTexts);
  const grounds = deviation.grounds.flatMap((ground) => {
    const kind = groundKinds.find((one) => one === ground.kind);
    return kind === undefined ? [] : [t(`ground.${kind}`, { number: ground.number })];
  });
  const rule = t("derived.was", {
    severity: t(`severity.${deviation.derivedSeverity ?? "null"}`).toLowerCase(),
  });
  return (
    <Section title={t("derived.title")}>
      <div className="b-card">
        {deviation.severityReason === null ? null : (
          <>
            <p>{t("derived.override", { reason: deviation.severityReason })}</p>
            <p className="b-quiet">{rule}</p>
          </>
        )}
        {grounds.length === 0 ? <p>{t("ground.nothing")}</p> : null}
        {grounds.map((text) => (
          <p key={text}>{text}.</p>
        ))}
      </div>
    </Section>
  );
}

function RestsOn({ deviation, edit }: { deviation: DeviationView; edit: boolean }) {
  const t = useTexts(deviationTexts);
  const untie = useEdit();
  const path = `/deviations/${deviation.id}/links`;
  return (
    <Section title={t("incidents")}>
      {deviation.incidents.length === 0 ? <p className="b-quiet">{t("incidents.none")}</p> : null}
      <ul className="b-tied">
        {deviation.incidents.map(({ id, number, title }) => (
          <li key={id}>
            <span>
              <TextLink to={`/incidents/${id}`}>{number}</TextLink> {title}
            </span>
            {edit ? (
              <Button
                variant="tertiary"
                aria-label={`${t("unlink")} ${number}`}
                onClick={() =>
                  untie.mutate({
                    method: "post",
                    path,
                    version: deviation.version,
                    body: { type: "incident", ref: id, linked: false },
                  })
                }
              >
                {t("unlink")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ErrorMessage error={untie.error} />
      {edit ? <LinkIncident deviation={deviation} /> : null}
      {deviation.breaches === null || deviation.breaches.length === 0 ? null : (
        <>
          <h3>{t("breaches")}</h3>
          <ul className="b-tied">
            {deviation.breaches.map(({ id, number, title }) => (
              <li key={id}>
                <span>
                  <TextLink to={`/breaches/${id}`}>{number}</TextLink> {title}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Actions({ deviation, onAdd }: { deviation: DeviationView; onAdd: (() => void) | undefined }) {
  const t = useTexts(deviationTexts);
  const add =
    onAdd === undefined ? undefined : (
      <Button variant="secondary" onClick={onAdd}>
        {t("add.action")}
      </Button>
    );
  return (
    <Section title={t("actions")} actions={add}>
      {deviation.actions.length === 0 ? <p className="b-quiet">{t("actions.none")}</p> : null}
      <ul className="b-tied">
        {deviation.actions.map(({ id, title, state }) => (
          <li key={id}>
            <TextLink to={`/actions/${id}`}>{title}</TextLink>
            <ActionBadge state={state} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Facts({ deviation }: { readonly deviation: DeviationView }) {
  const t = useTexts(deviationTexts);
  const { service, found } = deviation;
  const area = service.areaName === null ? "" : ` · ${service.areaName}`;
  return (
    <div className="b-card">
      <KeyValueList
        items={[
          { key: "severity", label: t("severity"), value: <SeverityBadge severity={deviation.severity} /> },
          { key: "kind", label: t("kind"), value: t(`kind.${deviation.kind}`) },
          {
            key: "service",
            label: t("service"),
            value: (
              <>
                <TextLink to={`/services/${service.id}`}>{service.name}</TextLink>
                {area}
              </>
            ),
          },
          { key: "system", label: t("system"), value: deviation.system?.name ?? null },
          {
            key: "found",
            label: t("found"),
            value: <PrecisionTime at={found.at} precision={found.precision} />,
          },
          { key: "settled", label: t("settled.at"), value: <PrecisionTime at={deviation.settledAt} /> },
          { key: "unit", label: t("unit"), value: deviation.unit.name },
          { key: "description", label: t("description"), value: deviation.description || null },
        ]}
      />
    </div>
  );
}

/** One deviation: what it is, how serious and why, what it rests on and what is done about it. */
export function DeviationPage() {
  const t = useTexts(deviationTexts);
  const may = useMay();
  const deviationId = usePathParam("deviationId");
  const [open, setOpen] = useState<"judge" | "action" | null>(null);
  const settle = useEdit();
  const found = useQuery({
    queryKey: ["deviation", deviationId],
    queryFn: ({ signal }) => api.get<DeviationView>(`/deviations/${deviationId}`, {}, signal),
  });
  const path = [{ label: t("deviations"), to: "/deviations" }];
  const deviation = found.data;
  if (deviation === undefined)
    return (
      <>
        <PageHeader title={t("deviations")} path={path} />
        <ErrorMessage error={found.error} onRetry={() => void found.refetch()} />
      </>
    );
  const edit = may("deviation:edit");
  const { settledAt, version } = deviation;
  const toggle = () =>
    settle.mutate({
      method: "patch",
      path: `/deviations/${deviation.id}`,
      body: { settledAt: settledAt === null ? now() : null },
      version,
    });
  const actions = (
    <>
      <Button data-primary-action onClick={() => setOpen("judge")}>
        {t("judge")}
      </Button>
      <Button variant="secondary" loading={settle.isPending} onClick={toggle}>
        {t(settledAt === null ? "settle" : "reopen")}
      </Button>
    </>
  );
  return (
    <>
      <PageHeader
        title={deviation.title}
        above={deviation.number}
        path={path}
        actions={edit ? actions : undefined}
      />
      <ErrorMessage error={settle.error} />
      <Facts deviation={deviation} />
      <Verdict deviation={deviation} />
      <RestsOn deviation={deviation} edit={edit} />
      <Actions deviation={deviation} onAdd={edit ? () => setOpen("action") : undefined} />
      {open === "judge" ? <JudgeDialog deviation={deviation} onClose={() => setOpen(null)} /> : null}
      {open === "action" ? <ActionForm deviation={deviation} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
