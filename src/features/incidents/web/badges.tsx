import { useTexts } from "../../../web/context.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import type { Tone } from "../../../web/notify.ts";
import type { IncidentState, PlannedOutageState, PlannedOutageView } from "../contract.ts";
import { texts } from "../texts.ts";

const stateTones: Record<IncidentState, Tone> = {
  new: "danger",
  acknowledged: "warning",
  "in-progress": "warning",
  waiting: "info",
  restored: "success",
  closed: "neutral",
  cancelled: "neutral",
};

export function StateBadge({ state }: { readonly state: IncidentState }) {
  const t = useTexts(texts);
  return <StatusBadge tone={stateTones[state]}>{t(`state.${state}`)}</StatusBadge>;
}

const outageTones: Record<PlannedOutageState, Tone> = {
  planned: "info",
  ongoing: "warning",
  completed: "neutral",
  cancelled: "neutral",
};

/** What it is now; where the clock says another thing than anybody marked, that nobody marked it is said too. */
export function OutageBadge({ outage }: { readonly outage: Pick<PlannedOutageView, "state" | "status"> }) {
  const t = useTexts(texts);
  const { state, status } = outage;
  return (
    <span className="i-chips">
      <StatusBadge tone={outageTones[status]}>{t(`outage.${status}`)}</StatusBadge>
      {state === status ? null : <span className="b-quiet">{t("outages.unmarked")}</span>}
    </span>
  );
}

export const levels = ["1", "2", "3"] as const;
