import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { ChoicesField } from "../../../web/kit/choices-field.tsx";
import { TextField } from "../../../web/kit/fields.tsx";
import { InstantField, type PreciseValue } from "../../../web/kit/instant-field.tsx";
import type { PlannedOutageView } from "../contract.ts";
import { texts } from "../texts.ts";
import "./incidents.css";

export interface OutageDraft {
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly description: string;
  readonly publicText: string;
  readonly serviceIds: readonly string[];
  readonly unitIds: readonly string[];
}

interface Props {
  readonly outage?: PlannedOutageView | undefined;
  readonly submitLabel: string;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (draft: OutageDraft) => void;
}

const minute = (at: string | undefined): PreciseValue | null =>
  at === undefined ? null : { at, precision: "minute" };
const idsOf = (items: readonly { readonly id: string }[] = []) => items.map(({ id }) => id);

function wordsOf(outage: PlannedOutageView | undefined) {
  const { title = "", description = "", publicText = "" } = outage ?? {};
  return { title, description, publicText };
}

/** What, the window, which services, for whom. */
export function OutageForm({ outage, submitLabel, pending, error, onSubmit }: Props) {
  const t = useTexts(texts);
  const [words, setWords] = useState(() => wordsOf(outage));
  const { title, description, publicText } = words;
  const say = (name: keyof typeof words) => (text: string) =>
    setWords((before) => ({ ...before, [name]: text }));
  const [starts, setStarts] = useState(minute(outage?.startsAt));
  const [ends, setEnds] = useState(minute(outage?.endsAt));
  const [serviceIds, setServices] = useState<readonly string[]>(idsOf(outage?.services));
  const [unitIds, setUnits] = useState<readonly string[]>(idsOf(outage?.units));
  const send = () => {
    if (starts === null || ends === null) return;
    onSubmit({ title, startsAt: starts.at, endsAt: ends.at, description, publicText, serviceIds, unitIds });
  };
  return (
    <form
      className="b-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextField label={t("column.title")} required value={title} onChange={say("title")} />
      <InstantField label={t("outages.starts")} value={starts} onChange={setStarts} choosePrecision={false} />
      <InstantField label={t("outages.ends")} value={ends} onChange={setEnds} choosePrecision={false} />
      <ChoicesField
        of="service"
        label={t("column.services")}
        none={t("choose")}
        ids={serviceIds}
        named={outage?.services ?? []}
        onChange={setServices}
      />
      <ChoicesField
        of="unit"
        label={t("outages.for")}
        none={t("outages.everyone")}
        ids={unitIds}
        named={outage?.units ?? []}
        onChange={setUnits}
      />
      <TextField
        label={t("page.description")}
        optional
        rows={3}
        value={description}
        onChange={say("description")}
      />
      <TextField label={t("page.public")} optional rows={2} value={publicText} onChange={say("publicText")} />
      <ErrorMessage error={error} />
      <div className="b-actions">
        <Button
          type="submit"
          loading={pending}
          disabled={title.trim() === "" || starts === null || ends === null}
        >
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
