import { LinkIcon } from "@navikt/aksel-icons";
import { Button } from "@digdir/designsystemet-react";
import { Children, useEffect, useId, useState, type ReactNode } from "react";
import { useTexts } from "../context.tsx";
import { notify } from "../notify.ts";
import { SelectField, TextField, type Option } from "./fields.tsx";
import { kitTexts } from "./texts.ts";
import "./kit.css";

export interface FilterBarProps {
  /** From useFilters(). */
  readonly active: boolean;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** Where there is room for one column only, more fields than this hide the list that they filter. */
const foldsFrom = 2;

async function copyAddress(said: string): Promise<void> {
  await navigator.clipboard.writeText(location.href);
  notify(said);
}

/** What is filtered by, kept in the address, so that what is seen can be sent as a link. */
export function FilterBar({ active, onClear, children }: FilterBarProps) {
  const t = useTexts(kitTexts);
  const id = useId();
  const [folded, setFolded] = useState(true);
  const many = Children.count(children) > foldsFrom;
  return (
    <div
      id={id}
      className={many && folded ? "b-filters b-filters-folded" : "b-filters"}
      role="group"
      aria-label={t("filter.title")}
    >
      {children}
      {many ? (
        <Button
          className="b-filter-fold"
          variant="secondary"
          aria-expanded={!folded}
          aria-controls={id}
          onClick={() => setFolded(!folded)}
        >
          {t(folded ? "filter.show" : "filter.hide")}
        </Button>
      ) : null}
      {active ? (
        <div className="b-filter-acts">
          <Button variant="tertiary" onClick={onClear}>
            {t("filter.clear")}
          </Button>
          {/* The clipboard exists on secure origins only; elsewhere the address bar serves. */}
          {isSecureContext ? (
            <Button variant="tertiary" onClick={() => void copyAddress(t("filter.copied"))}>
              <LinkIcon aria-hidden />
              {t("filter.copy")}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

export interface FilterSelectProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly options: readonly Option[];
  /** True where one of the options always holds; there is no "all" then. */
  readonly required?: boolean;
}

export function FilterSelect({ label, value, onChange, options, required }: FilterSelectProps) {
  const t = useTexts(kitTexts);
  return (
    <SelectField
      label={label}
      value={value ?? ""}
      {...(required === true ? {} : { none: t("filter.all") })}
      options={options}
      onChange={(next) => onChange(next === "" ? undefined : next)}
    />
  );
}

const settleMs = 300;

/** Free text that settles for a moment before it changes the address. */
export function FilterText(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState(value ?? "");
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value ?? "");
  }
  useEffect(() => {
    if (typed === (value ?? "")) return undefined;
    const timer = setTimeout(() => onChange(typed === "" ? undefined : typed), settleMs);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return <TextField label={props.label} type="search" value={typed} onChange={setTyped} />;
}
