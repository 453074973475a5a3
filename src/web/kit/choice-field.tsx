import { ChevronDownIcon } from "@navikt/aksel-icons";
import { Input } from "@digdir/designsystemet-react";
import { useId, useState, type KeyboardEvent } from "react";
import type { Query } from "../api.ts";
import { useFormat, useTexts } from "../context.tsx";
import { FieldFrame, SelectField, type FieldShell, type Option } from "./fields.tsx";
import { kitTexts } from "./texts.ts";
import { useChoices, useNameOf, type ChoiceOf, type Choices } from "./use-choices.ts";
import "./choice-field.css";

/** Fewer than these are a plain list, which telephones show better. */
const FEW = 20;

export interface ChoiceFieldProps extends FieldShell {
  readonly of: ChoiceOf;
  readonly name?: string;
  readonly value: string;
  readonly onChange: (value: string, label: string) => void;
  /** The choice of nothing, first in the list: "Alla", "Välj …". */
  readonly none: string;
  /** What else narrows the list. */
  readonly query?: Query;
  /** What is not offered, since it is chosen already. */
  readonly without?: readonly string[];
  readonly disabled?: boolean;
}

interface Opened {
  /** Null until something is written: what is chosen stands there then. */
  readonly typed: string | null;
  /** The option that the arrows stand on. */
  readonly at: number;
}

const closed: Opened | null = null;
const fresh: Opened = { typed: null, at: 0 };

interface Offered extends Choices {
  /** The name of what is chosen; empty where nothing is, or it is not known yet. */
  readonly chosen: string;
}

function useOffered({ of, query, without = [], value }: ChoiceFieldProps, typed: string): Offered {
  const choices = useChoices(of, typed, query);
  const known = choices.options.find((option) => option.value === value)?.label;
  const chosen = useNameOf(of, value, known);
  return { ...choices, chosen, options: choices.options.filter((one) => !without.includes(one.value)) };
}

/** One of what may be thousands: a plain list where they are few, else found by writing part of the name. */
export function ChoiceField(props: ChoiceFieldProps) {
  const all = useOffered(props, "");
  return all.total === null || all.total <= FEW ? <Few {...props} offered={all} /> : <Many {...props} />;
}

function Few({ offered, onChange, ...props }: ChoiceFieldProps & { readonly offered: Offered }) {
  const { of: _of, query: _query, without: _without, ...frame } = props;
  const { value } = props;
  const { options, chosen } = offered;
  const stands = value === "" || options.some((option) => option.value === value);
  return (
    <SelectField
      {...frame}
      options={stands ? options : [...options, { value, label: chosen }]}
      onChange={(next) => onChange(next, options.find((one) => one.value === next)?.label ?? "")}
    />
  );
}

function Many(props: ChoiceFieldProps) {
  const { label, description, error, optional, none, value } = props;
  const [opened, setOpened] = useState<Opened | null>(closed);
  const found = useOffered(props, opened?.typed ?? "");
  const nothing = (opened?.typed ?? "").trim() === "" ? [{ value: "", label: none }] : [];
  return (
    <FieldFrame label={label} description={description} error={error} optional={optional ?? false}>
      <Combobox
        label={label}
        name={props.name}
        disabled={props.disabled === true}
        invalid={error !== undefined && error !== ""}
        placeholder={none}
        shown={found.chosen}
        opened={opened}
        onOpened={setOpened}
        options={[...nothing, ...found.options]}
        choices={found}
        value={value}
        onChoose={(option) => {
          setOpened(closed);
          if (option.value !== value) props.onChange(option.value, option.label);
        }}
      />
    </FieldFrame>
  );
}

interface ComboboxProps {
  readonly label: string;
  readonly name: string | undefined;
  readonly disabled: boolean;
  readonly invalid: boolean;
  readonly placeholder: string;
  /** The name of what is chosen. */
  readonly shown: string;
  readonly opened: Opened | null;
  readonly onOpened: (opened: Opened | null) => void;
  readonly options: readonly Option[];
  readonly choices: Choices;
  readonly value: string;
  readonly onChoose: (option: Option) => void;
}

/** Where a key leads; null where it is none of the list's. */
function moved({ key, altKey }: KeyboardEvent, at: number, count: number): number | null {
  if (altKey || count === 0) return null;
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return at <= 0 ? count - 1 : at - 1;
  if (key === "PageDown") return Math.min(count - 1, at + 8);
  return key === "PageUp" ? Math.max(0, at - 8) : null;
}

function useKeys({ opened, onOpened, options, onChoose }: ComboboxProps) {
  return (event: KeyboardEvent) => {
    if (opened === null) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      onOpened(fresh);
      return;
    }
    const next = moved(event, opened.at, options.length);
    const option = options[opened.at];
    if (next !== null) onOpened({ ...opened, at: next });
    else if (event.key === "Enter" && option !== undefined) onChoose(option);
    else if (event.key === "Escape") onOpened(closed);
    else return;
    // Neither sends the form nor closes the dialog that it stands in.
    event.preventDefault();
    event.stopPropagation();
  };
}

/** The editable combobox with a list, after the ARIA authoring practices; the arrows move, Enter chooses, Escape closes. */
function Combobox(props: ComboboxProps) {
  const { opened, onOpened, options, choices } = props;
  const t = useTexts(kitTexts);
  const format = useFormat();
  const id = useId();
  const onKeyDown = useKeys(props);
  const total = choices.total ?? 0;
  const active = opened === null || options[opened.at] === undefined ? undefined : `${id}-${opened.at}`;
  return (
    <div className="b-choice">
      <Input
        type="text"
        role="combobox"
        name={props.name}
        disabled={props.disabled}
        autoComplete="off"
        aria-invalid={props.invalid || undefined}
        aria-expanded={opened !== null}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active}
        placeholder={props.placeholder}
        value={opened?.typed ?? props.shown}
        onKeyDown={onKeyDown}
        onClick={() => (opened === null ? onOpened(fresh) : undefined)}
        onFocus={(event) => event.target.select()}
        onBlur={() => (opened?.typed === "" ? props.onChoose({ value: "", label: "" }) : onOpened(closed))}
        onChange={(event) => onOpened({ typed: event.target.value, at: 0 })}
      />
      <ChevronDownIcon aria-hidden />
      {opened === null ? null : (
        // The field keeps the focus while the list is pointed at.
        <div className="b-choice-list" role="presentation" onMouseDown={(event) => event.preventDefault()}>
          <ChoiceList {...props} id={id} />
          <p role="status" className={total > choices.options.length ? "b-quiet" : "ds-sr-only"}>
            {total > choices.options.length
              ? t("choice.more", {
                  shown: format.number(choices.options.length),
                  total: format.number(total),
                })
              : t("choice.hits", { total })}
          </p>
        </div>
      )}
    </div>
  );
}

function ChoiceList({
  id,
  label,
  options,
  opened,
  value,
  choices,
  onChoose,
}: ComboboxProps & { id: string }) {
  const t = useTexts(kitTexts);
  return (
    <>
      <div
        id={`${id}-list`}
        className="b-choice-options"
        role="listbox"
        tabIndex={-1}
        aria-label={label}
        aria-busy={choices.searching}
      >
        {options.map((option, index) => (
          <div
            key={option.value}
            id={`${id}-${index}`}
            ref={(element) =>
              index === opened?.at ? element?.scrollIntoView({ block: "nearest" }) : undefined
            }
            role="option"
            tabIndex={-1}
            aria-selected={option.value === value}
            className={index === opened?.at ? "b-choice-at" : undefined}
            onMouseDown={() => onChoose(option)}
          >
            {option.label}
          </div>
        ))}
      </div>
      {options.length === 0 && !choices.searching ? <p>{t("choice.hits", { total: 0 })}</p> : null}
    </>
  );
}

/** The same in a filter bar, where choosing nothing shows all. */
export function FilterChoice(props: {
  readonly of: ChoiceOf;
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  const t = useTexts(kitTexts);
  return (
    <ChoiceField
      of={props.of}
      label={props.label}
      none={t("filter.all")}
      value={props.value ?? ""}
      onChange={(id) => props.onChange(id === "" ? undefined : id)}
    />
  );
}
