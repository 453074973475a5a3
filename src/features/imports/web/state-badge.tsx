import { useTexts } from "../../../web/context.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import type { ImportView } from "../contract.ts";
import { pageTexts } from "./page-texts.ts";

const tones = {
  queued: "neutral",
  reading: "info",
  storing: "info",
  done: "success",
  failed: "danger",
  cancelled: "warning",
} as const;

export function StateBadge({ run }: { readonly run: ImportView }) {
  const t = useTexts(pageTexts);
  return (
    <StatusBadge tone={tones[run.state]}>
      {t(`state.${run.state}`)}
      {run.dry ? `, ${t("dry")}` : ""}
    </StatusBadge>
  );
}
