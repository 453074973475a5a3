import { Button } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { ChoicesField } from "../../../web/kit/choices-field.tsx";
import { SelectField, TextField } from "../../../web/kit/fields.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import type { IncidentView, ReachOfIncident } from "../contract.ts";
import { reachKinds } from "../contract/words.ts";
import { texts } from "../texts.ts";
import { ReachPart } from "./reach-part.tsx";
import { StaleNotice } from "./stale-notice.tsx";
import { useEdit } from "./use-edit.tsx";

interface Props {
  readonly incident: IncidentView;
  readonly editable: boolean;
}
interface DialogProps {
  readonly incident: IncidentView;
  readonly onClose: () => void;
}

function HitsDialog({ incident, onClose }: DialogProps) {
  const t = useTexts(texts);
  const [basis, setBasis] = useState(incident);
  const [serviceIds, setServices] = useState(incident.services.map(({ id }) => id));
  const [systemIds, setSystems] = useState(incident.systems.map(({ id }) => id));
  const edit = useEdit<object>(
    incident.id,
    (body) => api.put<IncidentView>(`/incidents/${incident.id}/hits`, body, { version: basis.version }),
    () => t("page.hits.saved"),
    onClose,
  );
  return (
    <Modal title={t("page.hits.edit")} open onClose={onClose}>
      <div className="b-form">
        <StaleNotice
          basis={basis}
          current={edit.current}
          onTake={() => {
            if (edit.current !== null) setBasis(edit.current);
            edit.takeCurrent();
          }}
        />
        <ChoicesField
          of="service"
          label={t("column.services")}
          none={t("choose")}
          ids={serviceIds}
          named={incident.services}
          onChange={setServices}
        />
        <ChoicesField
          of="system"
          label={t("column.systems")}
          none={t("choose")}
          ids={systemIds}
          named={incident.systems}
          onChange={setSystems}
        />
        <ErrorMessage error={edit.error} />
        <div className="b-actions">
          <Button loading={edit.pending} onClick={() => edit.run({ serviceIds, systemIds })}>
            {t("save")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

const changes = ["widened", "narrowed", "derived"] as const;

function ReachDialog({ incident, onClose }: DialogProps) {
  const t = useTexts(texts);
  const [kind, setKind] = useState<string>("service");
  const [targetId, setTarget] = useState("");
  const [change, setChange] = useState<string>("widened");
  const [reason, setReason] = useState("");
  const chosen = reachKinds.find((one) => one === kind) ?? "service";
  const edit = useEdit<object>(
    incident.id,
    (body) => api.put<IncidentView>(`/incidents/${incident.id}/reach`, body, { version: incident.version }),
    () => t("page.hits.saved"),
    onClose,
  );
  const labels = {
    widened: "page.reach.widen",
    narrowed: "page.reach.narrow",
    derived: "page.reach.derive",
  } as const;
  return (
    <Modal title={t("page.reach.change")} open onClose={onClose}>
      <div className="b-form">
        <StaleNotice basis={incident} current={edit.current} onTake={edit.takeCurrent} />
        <SelectField
          label={t("page.reach.change")}
          value={change}
          options={changes.map((value) => ({ value, label: t(labels[value]) }))}
          onChange={setChange}
        />
        <SelectField
          label={t("page.hits")}
          value={kind}
          options={reachKinds.map((value) => ({ value, label: t(`reach.${value}`) }))}
          onChange={(next) => {
            setKind(next);
            setTarget("");
          }}
        />
        <ChoiceField
          key={chosen}
          of={chosen}
          label={t(`reach.${chosen}`)}
          none={t("choose")}
          value={targetId}
          onChange={setTarget}
        />
        <TextField label={t("act.reason")} required value={reason} onChange={setReason} />
        <ErrorMessage error={edit.error} />
        <div className="b-actions">
          <Button
            loading={edit.pending}
            disabled={targetId === "" || reason.trim().length < 3}
            onClick={() => edit.run({ targetKind: chosen, targetId, change, reason: reason.trim() })}
          >
            {t("save")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** The register tells who depends on what; that they were hit, an outage tells, or a person who has set the reach. */
const isConfirmed = ({ effect, reach }: IncidentView) => effect === "down" || reach.length > 0;

function Reach({ incident }: { readonly incident: IncidentView }) {
  const t = useTexts(texts);
  const format = useFormat();
  const reach = useQuery({
    queryKey: ["incident", incident.id, "reach", incident.version],
    queryFn: ({ signal }) => api.get<ReachOfIncident>(`/incidents/${incident.id}/reach`, {}, signal),
  });
  if (reach.data === undefined)
    return <ErrorMessage error={reach.error} onRetry={() => void reach.refetch()} />;
  const { services, units, sites, activities, people } = reach.data;
  return (
    <>
      <h3>{t(isConfirmed(incident) ? "page.reach.hit" : "page.reach.most")}</h3>
      {isConfirmed(incident) ? null : <p className="b-quiet">{t("page.reach.most.what")}</p>}
      <KeyValueList
        items={[
          {
            key: "services",
            label: t("page.reach.services"),
            value: <ReachPart part={services} to="/services" />,
          },
          { key: "units", label: t("page.reach.units"), value: <ReachPart part={units} to="/units" /> },
          { key: "sites", label: t("page.reach.sites"), value: <ReachPart part={sites} to="/sites" /> },
          { key: "activities", label: t("page.reach.activities"), value: format.number(activities.count) },
          {
            key: "people",
            label: t("page.reach.people"),
            value: people === null ? t("page.unknown") : format.number(people),
          },
        ]}
      />
    </>
  );
}

/** What it hits: named by people, and derived from the register. */
export function HitsSection({ incident, editable }: Props) {
  const t = useTexts(texts);
  const [open, setOpen] = useState<"hits" | "reach" | null>(null);
  const named = [...incident.services, ...incident.systems];
  const actions = (
    <>
      <Button variant="tertiary" onClick={() => setOpen("hits")}>
        {t("page.hits.edit")}
      </Button>
      <Button variant="tertiary" onClick={() => setOpen("reach")}>
        {t("page.reach.change")}
      </Button>
    </>
  );
  return (
    <Section title={t("page.hits")} actions={editable ? actions : undefined}>
      {named.length === 0 ? (
        <p className="b-quiet">{t("page.hits.none")}</p>
      ) : (
        <p>{named.map(({ name }) => name).join(", ")}</p>
      )}
      {named.length + incident.reach.length === 0 ? null : <Reach incident={incident} />}
      {open === "hits" ? <HitsDialog incident={incident} onClose={() => setOpen(null)} /> : null}
      {open === "reach" ? <ReachDialog incident={incident} onClose={() => setOpen(null)} /> : null}
    </Section>
  );
}
