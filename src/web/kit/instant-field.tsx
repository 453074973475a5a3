import { Button, ValidationMessage } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { Instant, Precision } from "../../shared/time.ts";
import { useFormat, useTexts } from "../context.tsx";
import { SelectField, TextField } from "./fields.tsx";
import { clockOfPrecision, momentOf, now, parseClock, parseDate, wallOf } from "./local-time.ts";
import { kitTexts } from "./texts.ts";
import "./kit.css";

export interface PreciseValue {
  readonly at: Instant;
  readonly precision: Precision;
}

export interface InstantFieldProps {
  readonly label: string;
  readonly value: PreciseValue | null;
  /** Null while what is written is no time. */
  readonly onChange: (value: PreciseValue | null) => void;
  readonly error?: string | undefined;
  /** False where only the minute will do. */
  readonly choosePrecision?: boolean;
}

const choices = ["minute", "hour", "day", "night", "week"] as const satisfies readonly Precision[];

function isPrecision(text: string): text is Precision {
  return choices.some((choice) => choice === text);
}

interface Draft {
  readonly date: string;
  readonly clock: string;
  readonly precision: Precision;
}

function draftOf(value: PreciseValue | null, timeZone: string): Draft {
  if (value === null) return { date: "", clock: "", precision: "minute" };
  return { ...wallOf(value.at, timeZone), precision: value.precision };
}

function isTimed(precision: Precision): precision is "minute" | "hour" {
  return precision === "minute" || precision === "hour";
}

function isUnfinished({ date, clock, precision }: Draft): boolean {
  return date === "" || (isTimed(precision) && clock === "");
}

function momentOfDraft(draft: Draft, timeZone: string) {
  const date = parseDate(draft.date);
  const { precision } = draft;
  const clock = isTimed(precision) ? parseClock(draft.clock) : clockOfPrecision[precision];
  return date === null || clock === null ? null : momentOf(date, clock, timeZone);
}

/** Date, time and how exactly it is known, on the organisation's wall clock. */
export function InstantField(props: InstantFieldProps) {
  const t = useTexts(kitTexts);
  const { timeZone } = useFormat();
  const [draft, setDraft] = useState(() => draftOf(props.value, timeZone));
  const moment = momentOfDraft(draft, timeZone);
  const wrong = moment === null && !isUnfinished(draft) ? t("instant.wrong") : undefined;
  const error = props.error ?? wrong;
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    const at = momentOfDraft(next, timeZone)?.at;
    props.onChange(at === undefined ? null : { at, precision: next.precision });
  };
  return (
    <fieldset className="b-instant">
      <legend>{props.label}</legend>
      <div className="b-instant-row">
        <TextField
          label={t("instant.date")}
          value={draft.date}
          inputMode="numeric"
          placeholder={t("instant.date.hint")}
          onChange={(date) => change({ date })}
        />
        {isTimed(draft.precision) ? (
          <TextField
            label={t("instant.time")}
            value={draft.clock}
            inputMode="numeric"
            onChange={(clock) => change({ clock })}
          />
        ) : null}
        <Button variant="secondary" onClick={() => change({ ...wallOf(now(), timeZone) })}>
          {t("instant.now")}
        </Button>
        {props.choosePrecision === false ? null : (
          <SelectField
            label={t("instant.precision")}
            value={draft.precision}
            options={choices.map((choice) => ({ value: choice, label: t(`precision.${choice}`) }))}
            onChange={(text) => change(isPrecision(text) ? { precision: text } : {})}
          />
        )}
      </div>
      {moment === null || moment.oddity === "none" ? null : (
        <p className="b-quiet">{t(`instant.${moment.oddity}`)}</p>
      )}
      {error === undefined ? null : <ValidationMessage>{error}</ValidationMessage>}
    </fieldset>
  );
}
