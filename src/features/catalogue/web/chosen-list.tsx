import { Button } from "@digdir/designsystemet-react";
import { useTexts } from "../../../web/context.tsx";
import { SelectField, type Option } from "../../../web/kit/fields.tsx";
import { catalogueTexts } from "../texts.ts";

export interface ChosenListProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly ids: readonly string[];
  readonly onChange: (ids: string[]) => void;
}

/** Several of a long list, in a form: one is chosen at a time, and what is chosen stands below. */
export function ChosenList({ label, options, ids, onChange }: ChosenListProps) {
  const t = useTexts(catalogueTexts);
  const chosen = options.filter((option) => ids.includes(option.value));
  return (
    <div>
      <SelectField
        label={label}
        optional
        none={t("choose")}
        value=""
        options={options.filter((option) => !ids.includes(option.value))}
        onChange={(id) => (id === "" ? undefined : onChange([...ids, id]))}
      />
      <ul className="b-rows">
        {chosen.map((option) => (
          <li key={option.value}>
            {option.label}
            <Button
              type="button"
              variant="tertiary"
              data-color="danger"
              aria-label={t("use.remove", { name: option.label })}
              onClick={() => onChange(ids.filter((id) => id !== option.value))}
            >
              {t("remove")}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
