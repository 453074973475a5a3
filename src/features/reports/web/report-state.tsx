import { useTexts } from "../../../web/context.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import type { ReportState } from "../contract.ts";
import { pageTexts } from "./texts.ts";

const tones = { draft: "info", frozen: "success", withdrawn: "warning" } as const;

export function ReportStateBadge({ state }: { readonly state: ReportState }) {
  const t = useTexts(pageTexts);
  return <StatusBadge tone={tones[state]}>{t(`state.${state}`)}</StatusBadge>;
}
