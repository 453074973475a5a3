import { priorityTexts } from "../../shared/priorities.texts.ts";
import { useTexts } from "../context.tsx";
import { StatusBadge } from "./status-badge.tsx";

export const priorities = ["1", "2", "3", "4", "5"] as const;

export const priorityOf = (value: number | string | null) => priorities.find((one) => one === String(value));

/** The priority in words; only the two highest are coloured, so that they stand out. */
export function PriorityMark({ priority }: { readonly priority: number | null }) {
  const t = useTexts(priorityTexts);
  const known = priorityOf(priority);
  if (known === undefined) return <span className="b-quiet">–</span>;
  if (known > "2") return <span>{t(`priority.${known}`)}</span>;
  return <StatusBadge tone={known === "1" ? "danger" : "warning"}>{t(`priority.${known}`)}</StatusBadge>;
}
