import { useQuery } from "@tanstack/react-query";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import type { Option } from "../../../web/kit/fields.tsx";
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

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What can be chosen, as options of a select. */
export function useChoices(subject: "unit" | "service" | "system", path: string): Option[] {
  const choices = useQuery({
    queryKey: [subject, "choices"],
    queryFn: ({ signal }) => api.get<{ items: readonly Named[] }>(path, { limit: "500" }, signal),
  });
  return (choices.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
