import { useTexts } from "../../../web/context.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import type { Tone } from "../../../web/notify.ts";
import type { BreachRisk, BreachState } from "../contract.ts";
import { breachTexts } from "../texts.ts";

const stateTones: Record<BreachState, Tone> = {
  suspected: "warning",
  confirmed: "danger",
  dismissed: "neutral",
};
const riskTones: Record<BreachRisk, Tone> = { none: "success", risk: "warning", high: "danger" };

export function BreachBadge({ state }: { readonly state: BreachState }) {
  const t = useTexts(breachTexts);
  return <StatusBadge tone={stateTones[state]}>{t(`state.${state}`)}</StatusBadge>;
}

export function RiskBadge({ risk }: { readonly risk: BreachRisk | null }) {
  const t = useTexts(breachTexts);
  return (
    <StatusBadge tone={risk === null ? "neutral" : riskTones[risk]}>
      {t(`risk.${risk ?? "null"}`)}
    </StatusBadge>
  );
}
