import { useQuery } from "@tanstack/react-query";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import type { Option } from "../../../web/kit/fields.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import { TabLinks } from "../../../web/kit/tabs.tsx";
import type { Tone } from "../../../web/notify.ts";
import type { ActionState, Severity } from "../contract.ts";
import { deviationTexts } from "../texts.ts";

const severityTones: Record<Severity, Tone> = { none: "success", minor: "warning", major: "danger" };

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

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What can be chosen of the catalogue, as options of a select. */
export function useChoices(
  subject: "service" | "system" | "supplier" | "service-area",
  path: string,
): Option[] {
  const choices = useQuery({
    queryKey: [subject, "choices"],
    queryFn: ({ signal }) => api.get<{ items: readonly Named[] }>(path, { limit: "500" }, signal),
  });
  return (choices.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
