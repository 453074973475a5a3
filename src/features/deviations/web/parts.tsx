import { useTexts } from "../../../web/context.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import { TabLinks } from "../../../web/kit/tabs.tsx";
import type { Tone } from "../../../web/notify.ts";
import type { ActionState, DeviationView, Severity } from "../contract.ts";
import { deviationTexts } from "../texts.ts";
import "./deviations.css";

const severityTones: Record<Severity, Tone> = { none: "success", minor: "warning", major: "danger" };

/** The verdict, and beside it the rule or the person that gave it: the records say what happened, not how grave it was. */
export function SeverityVerdict({ deviation }: { readonly deviation: DeviationView }) {
  const t = useTexts(deviationTexts);
  const { severity, severityWithheld, severityReason, grounds } = deviation;
  if (severityWithheld) return <span className="b-quiet">{t("severity.withheld")}</span>;
  const [ground] = grounds;
  const why =
    severityReason === null
      ? ground === undefined
        ? null
        : t(`ground.${ground.kind}`, { number: ground.number })
      : t("derived.override", { reason: severityReason });
  return (
    <>
      <SeverityBadge severity={severity} />
      {why === null ? null : <p className="b-quiet b-why">{why}</p>}
    </>
  );
}

export function SeverityBadge({ severity }: { readonly severity: Severity | null }) {
  const t = useTexts(deviationTexts);
  return (
    <StatusBadge tone={severity === null ? "neutral" : severityTones[severity]}>
      {t(`severity.${severity ?? "null"}`)}
    </StatusBadge>
  );
}

const stateTones: Record<ActionState, Tone> = {
  proposed: "neutral",
  accepted: "info",
  declined: "neutral",
  ongoing: "info",
  done: "success",
};

export function ActionBadge({ state }: { readonly state: ActionState }) {
  const t = useTexts(deviationTexts);
  return <StatusBadge tone={stateTones[state]}>{t(`state.${state}`)}</StatusBadge>;
}

export function FollowUpTabs({ current }: { readonly current: "deviations" | "actions" }) {
  const t = useTexts(deviationTexts);
  return (
    <TabLinks
      label={t("tabs")}
      tabs={(["deviations", "actions"] as const).map((tab) => ({
        label: t(tab),
        to: `/${tab}`,
        current: tab === current,
      }))}
    />
  );
}
