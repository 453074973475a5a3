import { useState } from "react";
import { useTexts } from "../context.tsx";
import { TextField, type FieldShell } from "./fields.tsx";
import { parseDate } from "./local-time.ts";
import { kitTexts } from "./texts.ts";

export interface DateFieldProps extends FieldShell {
  readonly name?: string;
  /** `2023-04-12`, or nothing. */
  readonly value: string;
  /** The day as it is kept; what is no day yet comes as it was written, so that the form can refuse it. */
  readonly onChange: (value: string) => void;
}

/** A day as people write it here, in every browser and language: `2023-04-12`, `20230412`, `230412`. */
export function DateField({ value, onChange, error, ...rest }: DateFieldProps) {
  const t = useTexts(kitTexts);
  const [left, setLeft] = useState(false);
  const wrong = left && value !== "" && parseDate(value) === null;
  return (
    <div
      onBlur={() => {
        setLeft(true);
        const day = parseDate(value)?.toString();
        if (day !== undefined && day !== value) onChange(day);
      }}
    >
      <TextField
        {...rest}
        value={value}
        inputMode="numeric"
        placeholder={t("instant.date.hint")}
        error={error ?? (wrong ? t("date.wrong") : undefined)}
        onChange={(next) => {
          setLeft(false);
          onChange(next);
        }}
      />
    </div>
  );
}

/** A day that narrows a list and stands in the address; half of one narrows nothing. */
export function DateFilter(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}) {
  const t = useTexts(kitTexts);
  const standing = props.value ?? "";
  const [draft, setDraft] = useState({ before: standing, day: standing, text: standing });
  // Cleared or followed from elsewhere: what stands in the address is what is shown.
  if (standing === draft.day && draft.before !== draft.day) setDraft({ ...draft, before: draft.day });
  const text = standing === draft.day || standing === draft.before ? draft.text : standing;
  const wrong = text.length >= 10 && parseDate(text) === null;
  const write = (next: string) => {
    const day = next === "" ? "" : (parseDate(next)?.toString() ?? standing);
    setDraft({ before: standing, day, text: next });
    if (day !== standing) props.onChange(day || undefined);
  };
  return (
    <TextField
      label={props.label}
      value={text}
      inputMode="numeric"
      placeholder={t("instant.date.hint")}
      error={wrong ? t("date.wrong") : undefined}
      onChange={write}
    />
  );
}
