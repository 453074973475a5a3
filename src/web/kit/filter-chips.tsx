import { Chip } from "@digdir/designsystemet-react";
import { useTexts } from "../context.tsx";
import { kitTexts } from "./texts.ts";
import "./choice-field.css";

export interface FilterChip {
  readonly key: string;
  /** What it narrows to, in words. */
  readonly label: string;
  readonly onRemove: () => void;
}

/** What narrows a list without a field of its own. */
export function FilterChips({ chips }: { readonly chips: readonly FilterChip[] }) {
  const t = useTexts(kitTexts);
  if (chips.length === 0) return null;
  return (
    <ul className="b-chosen b-filter-chips">
      {chips.map(({ key, label, onRemove }) => (
        <li key={key}>
          <Chip.Removable aria-label={t("filter.remove", { name: label })} onClick={onRemove}>
            {label}
          </Chip.Removable>
        </li>
      ))}
    </ul>
  );
}
