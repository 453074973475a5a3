import { useQuery } from "@tanstack/react-query";
import { api } from "../../../web/api.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import { TextLink } from "../../../web/link.tsx";
import type { Tone } from "../../../web/notify.ts";
import type { ServiceStatus, ServiceStatusRow } from "../../incidents/contract.ts";
import { situationTexts } from "../texts.ts";

const tones: Record<ServiceStatus, Tone> = {
  down: "danger",
  degraded: "warning",
  planned: "info",
  operational: "success",
};
const order: readonly ServiceStatus[] = ["down", "degraded", "planned", "operational"];

function worstFirst(rows: readonly ServiceStatusRow[]): ServiceStatusRow[] {
  const rank = (row: ServiceStatusRow) => order.indexOf(row.status) * 2 + (row.vital ? 0 : 1);
  return rows.filter((row) => row.status !== "operational").toSorted((a, b) => rank(a) - rank(b));
}

function Disturbed({ row }: { readonly row: ServiceStatusRow }) {
  const t = useTexts(situationTexts);
  const format = useFormat();
  const causes = [
    ...row.incidents.map(({ id, number, title, since }) => ({
      to: `/incidents/${id}`,
      number,
      title,
      note: t("since", { day: format.date(since) }),
    })),
    ...(row.status === "planned"
      ? row.plannedOutages.map(({ id, number, title }) => ({
          to: `/planned-outages/${id}`,
          number,
          title,
          note: null,
        }))
      : []),
  ];
  return (
    <li className="b-service">
      <StatusBadge tone={tones[row.status]}>{t(`status.${row.status}`)}</StatusBadge>
      <div>
        <TextLink to={`/services/${row.serviceId}`}>{row.serviceName}</TextLink>
        <span className="b-quiet">
          {[row.areaName, row.vital ? t("vital") : null]
            .filter((part) => part !== null)
            .map((part) => ` · ${part}`)
            .join("")}
        </span>
        {causes.length === 0 ? <p className="b-quiet">{t("through.graph")}</p> : null}
        {causes.map(({ to, number, title, note }) => (
          <p key={to}>
            <TextLink to={to}>{number}</TextLink> {title}
            {note === null ? null : <span className="b-quiet"> · {note}</span>}
          </p>
        ))}
      </div>
    </li>
  );
}

/** What does not work, the gravest first; what works is a number. */
export function Services() {
  const t = useTexts(situationTexts);
  const may = useMay();
  const statuses = useQuery({
    queryKey: ["incident", "service-statuses"],
    queryFn: ({ signal }) => api.get<{ items: ServiceStatusRow[] }>("/service-statuses", {}, signal),
    // A planned outage begins by the clock, which no event tells.
    refetchInterval: 60_000,
    enabled: may("catalogue:read"),
  });
  if (statuses.data === undefined) return <ErrorMessage error={statuses.error} />;
  const all = statuses.data.items;
  const disturbed = worstFirst(all);
  const working = all.length - disturbed.length;
  return (
    <Section title={t("services")}>
      {all.length === 0 ? (
        <EmptyState
          title={t("services.none")}
          level={3}
          action={may("catalogue:edit") ? <TextLink to="/services">{t("services.add")}</TextLink> : undefined}
        >
          {t("services.none.what")}
        </EmptyState>
      ) : (
        <div className="b-card">
          {disturbed.length === 0 ? (
            <p className="b-all-well">
              <StatusBadge tone="success">{t("status.operational")}</StatusBadge>
              {all.length === 1 ? t("services.one") : t("services.all", { count: all.length })}
            </p>
          ) : (
            <ul className="b-services">
              {disturbed.map((row) => (
                <Disturbed key={row.serviceId} row={row} />
              ))}
            </ul>
          )}
          {disturbed.length > 0 && working > 0 ? (
            <p className="b-quiet b-rest">{t("services.rest", { count: working })}</p>
          ) : null}
        </div>
      )}
    </Section>
  );
}
