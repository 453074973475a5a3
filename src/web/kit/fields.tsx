import { Field, Input, Label, Select, Textarea, ValidationMessage } from "@digdir/designsystemet-react";
import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react";
import { useTexts } from "../context.tsx";
import { kitTexts } from "./texts.ts";
import "./kit.css";

export interface FieldShell {
  readonly label: string;
  readonly description?: ReactNode;
  /** What was understood of what is written, under the field, so that it stands level with its neighbours. */
  readonly below?: ReactNode;
  readonly error?: string | undefined;
  /** Optional fields say so; required ones say nothing. */
  readonly optional?: boolean;
  readonly required?: boolean;
}

export function FieldFrame(props: FieldShell & { readonly children: ReactNode }) {
  const t = useTexts(kitTexts);
  return (
    <Field className="b-field">
      <Label>
        {props.label}
        {props.optional === true ? <span className="b-quiet"> {t("optional")}</span> : null}
      </Label>
      {props.description === undefined ? null : <Field.Description>{props.description}</Field.Description>}
      {props.children}
      {props.below === undefined ? null : <Field.Description>{props.below}</Field.Description>}
      {props.error === undefined || props.error === "" ? null : (
        <ValidationMessage>{props.error}</ValidationMessage>
      )}
    </Field>
  );
}

export interface TextFieldProps extends FieldShell {
  readonly name?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "email" | "password" | "search" | "url" | "tel" | "number";
  /** Rows of a longer text. */
  readonly rows?: number;
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly inputMode?: "text" | "numeric" | "decimal";
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, description, below, error, optional, rows, onChange, ...rest } = props;
  const invalid = error === undefined || error === "" ? undefined : true;
  return (
    <FieldFrame
      label={label}
      description={description}
      below={below}
      error={error}
      optional={optional ?? false}
    >
      {rows === undefined ? (
        <Input {...rest} aria-invalid={invalid} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Textarea
          name={rest.name}
          value={rest.value}
          required={rest.required}
          maxLength={rest.maxLength}
          disabled={rest.disabled}
          rows={rows}
          aria-invalid={invalid}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface SelectFieldProps extends FieldShell {
  readonly name?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly Option[];
  /** The choice of nothing, first in the list: "Alla", "Välj …". */
  readonly none?: string;
  readonly disabled?: boolean;
}

export function SelectField(props: SelectFieldProps) {
  const { options, none, onChange, value, name, required, disabled, ...frame } = props;
  return (
    <FieldFrame {...frame}>
      <Select
        name={name}
        value={value}
        required={required}
        disabled={disabled}
        aria-invalid={props.error === undefined || props.error === "" ? undefined : true}
        onChange={(event) => onChange(event.target.value)}
      >
        {none === undefined ? null : <Select.Option value="">{none}</Select.Option>}
        {options.map((option) => (
          <Select.Option key={option.value} value={option.value}>
            {option.label}
          </Select.Option>
        ))}
      </Select>
    </FieldFrame>
  );
}

export interface CheckFieldProps {
  readonly label: string;
  readonly name?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly description?: string;
}

export function CheckField({ label, description, onChange, ...rest }: CheckFieldProps) {
  return (
    <Field className="b-field">
      <Input type="checkbox" {...rest} onChange={(event) => onChange(event.target.checked)} />
      <Label weight="regular">{label}</Label>
      {description === undefined ? null : <Field.Description>{description}</Field.Description>}
    </Field>
  );
}

export interface RadioFieldProps extends FieldShell {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly (Option & { readonly description?: string })[];
}

export function RadioField(props: RadioFieldProps) {
  return (
    <fieldset className="ds-fieldset b-radios">
      <legend>{props.label}</legend>
      {props.description === undefined ? null : <p className="b-quiet">{props.description}</p>}
      {props.options.map((option) => (
        <Field key={option.value}>
          <Input
            type="radio"
            name={props.name}
            value={option.value}
            checked={props.value === option.value}
            onChange={() => props.onChange(option.value)}
          />
          <Label weight="regular">{option.label}</Label>
          {option.description === undefined ? null : (
            <Field.Description>{option.description}</Field.Description>
          )}
        </Field>
      ))}
      {props.error === undefined || props.error === "" ? null : (
        <ValidationMessage>{props.error}</ValidationMessage>
      )}
    </fieldset>
  );
}
