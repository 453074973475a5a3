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
import { DeviationForm } from "./deviation-form.tsx";
import { ActionBadge, SeverityBadge } from "./parts.tsx";
import { TieForm } from "./tie-form.tsx";
import { UntieButton } from "./untie-button.tsx";
import { useEdit } from "./use-edit.ts";

/** Why the severity is what it is: the rule's grounds, and a person's verdict with its reason. */
function Verdict({ deviation }: { readonly deviation: DeviationView }) {
  const t = useTexts(deviationTexts);
  const grounds = deviation.grounds.map(({ kind, number }) => t(`ground.${kind}`, { number }));
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
        {deviation.severityWithheld ? <p>{t("severity.withheld.what")}</p> : null}
        {grounds.length === 0 && !deviation.severityWithheld ? <p>{t("ground.nothing")}</p> : null}
        {grounds.map((text) => (
          <p key={text}>{text}.</p>
        ))}
      </div>
    </Section>
  );
}

interface Tied {
  readonly id: string;
  readonly number: string;
  readonly title: string;
}

function TiedList(props: {
  readonly deviation: DeviationView;
  readonly type: "incident" | "breach";
  readonly records: readonly Tied[];
  readonly edit: boolean;
}) {
  const { deviation, type, records, edit } = props;
  const pages = { incident: "/incidents", breach: "/breaches" };
  return (
    <ul className="b-tied">
      {records.map(({ id, number, title }) => (
        <li key={id}>
          <span>
            <TextLink to={`${pages[type]}/${id}`}>{number}</TextLink> {title}
          </span>
          {edit ? (
            <UntieButton
              path={`/deviations/${deviation.id}/links`}
              version={deviation.version}
              type={type}
              id={id}
              name={number}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function RestsOn({ deviation, edit }: { deviation: DeviationView; edit: boolean }) {
  const t = useTexts(deviationTexts);
  const { incidents, breaches } = deviation;
  const known = breaches !== null;
  return (
    <Section title={t("incidents")}>
      {incidents.length === 0 ? <p className="b-quiet">{t("incidents.none")}</p> : null}
      <TiedList deviation={deviation} type="incident" records={incidents} edit={edit} />
      {breaches === null || breaches.length === 0 ? null : (
        <>
          <h3>{t("breaches")}</h3>
          <TiedList deviation={deviation} type="breach" records={breaches} edit={edit} />
        </>
      )}
      {edit ? (
        <TieForm
          path={`/deviations/${deviation.id}/links`}
          version={deviation.version}
          types={known ? ["incident", "breach"] : ["incident"]}
        />
      ) : null}
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
          {
            key: "severity",
            label: t("severity"),
            value: deviation.severityWithheld ? (
              t("severity.withheld")
            ) : (
              <SeverityBadge severity={deviation.severity} />
            ),
          },
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
  const [open, setOpen] = useState<"judge" | "edit" | "action" | null>(null);
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
      <Button variant="secondary" onClick={() => setOpen("edit")}>
        {t("edit")}
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
      {open === "edit" ? <DeviationForm deviation={deviation} onClose={() => setOpen(null)} /> : null}
      {open === "action" ? <ActionForm deviation={deviation} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
