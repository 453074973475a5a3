import { useEffect, useState } from "react";
import { parsePeriod } from "../../shared/period-parser.ts";
import { periodWords } from "../../shared/period-words.ts";
import { useFormat } from "../context.tsx";
import { TextField } from "./fields.tsx";
import { now } from "./local-time.ts";

export interface PeriodFieldProps {
  readonly label: string;
  /** The period's code: `2023-Q1`; undefined where none is chosen. */
  readonly value: string | undefined;
  readonly onChange: (code: string | undefined) => void;
}

const settleMs = 500;

/** A period as people write it; what it was read as stands below, and what cannot be read says why. */
export function PeriodField({ label, value, onChange }: PeriodFieldProps) {
  const format = useFormat();
  const { language } = format;
  const [typed, setTyped] = useState(value ?? "");
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value ?? "");
  }
  const parsed = typed.trim() === "" ? null : parsePeriod(typed, format.date(now()));
  const code = parsed?.ok === true ? parsed.period.code : undefined;
  // What says nothing more than what was written is left out.
  const words = parsed?.ok === true ? periodWords(parsed.period, language) : undefined;
  useEffect(() => {
    const settled = parsed === null ? undefined : code;
    if (settled === value || (parsed !== null && code === undefined)) return undefined;
    const timer = setTimeout(() => onChange(settled), settleMs);
    return () => clearTimeout(timer);
  }, [parsed, code, value, onChange]);
  return (
    <TextField
      label={label}
      value={typed}
      onChange={setTyped}
      below={words === typed ? undefined : words}
      error={parsed?.ok === false ? parsed.said[language] : undefined}
    />
  );
}
