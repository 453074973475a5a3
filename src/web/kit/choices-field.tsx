import { Chip } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { Query } from "../api.ts";
import { useTexts } from "../context.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { kitTexts } from "./texts.ts";
import { useNameOf, type ChoiceOf } from "./use-choices.ts";

export interface ChoicesFieldProps {
  readonly of: ChoiceOf;
  readonly label: string;
  readonly none: string;
  readonly ids: readonly string[];
  /** The names of those chosen before, where they are at hand. */
  readonly named?: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (ids: string[]) => void;
  readonly query?: Query;
  readonly optional?: boolean;
}

function ChosenOne(props: {
  readonly of: ChoiceOf;
  readonly id: string;
  readonly known: string | undefined;
  readonly onRemove: () => void;
}) {
  const t = useTexts(kitTexts);
  const name = useNameOf(props.of, props.id, props.known);
  return (
    <li>
      <Chip.Removable type="button" aria-label={t("choice.remove", { name })} onClick={props.onRemove}>
        {name === "" ? "…" : name}
      </Chip.Removable>
    </li>
  );
}

/** Several of what may be thousands: one is chosen at a time, and what is chosen stands below. */
export function ChoicesField({ of, ids, named = [], onChange, optional, ...rest }: ChoicesFieldProps) {
  const [names, setNames] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(named.map(({ id, name }) => [id, name])),
  );
  const add = (id: string, label: string) => {
    if (id === "") return;
    setNames({ ...names, [id]: label });
    onChange([...ids, id]);
  };
  return (
    <div>
      <ChoiceField {...rest} of={of} optional={optional ?? false} value="" without={ids} onChange={add} />
      <ul className="b-chosen">
        {ids.map((id) => (
          <ChosenOne
            key={id}
            of={of}
            id={id}
            known={names[id]}
            onRemove={() => onChange(ids.filter((one) => one !== id))}
          />
        ))}
      </ul>
    </div>
  );
}
