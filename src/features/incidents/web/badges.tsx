import { useTexts } from "../../../web/context.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import type { Tone } from "../../../web/notify.ts";
import type { IncidentState, PlannedOutageState } from "../contract.ts";
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

export function OutageBadge({ state }: { readonly state: PlannedOutageState }) {
  const t = useTexts(texts);
  return <StatusBadge tone={outageTones[state]}>{t(`outage.${state}`)}</StatusBadge>;
}

export const priorities = ["1", "2", "3", "4", "5"] as const;
export const levels = ["1", "2", "3"] as const;

/** The priority in words; only the two highest are coloured, so that they stand out. */
export function PriorityMark({ priority }: { readonly priority: number | null }) {
  const t = useTexts(texts);
  const known = priorities.find((one) => Number(one) === priority);
  if (known === undefined) return <span className="b-quiet">–</span>;
  if (known > "2") return <span>{t(`priority.${known}`)}</span>;
  return <StatusBadge tone={known === "1" ? "danger" : "warning"}>{t(`priority.${known}`)}</StatusBadge>;
}
