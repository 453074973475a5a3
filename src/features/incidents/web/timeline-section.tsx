import { Button } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { lookUp } from "../../../shared/texts.ts";
import { api } from "../../../web/api.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { TextField } from "../../../web/kit/fields.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { Timeline, type TimelineItem } from "../../../web/kit/timeline.tsx";
import type { Tone } from "../../../web/notify.ts";
import { useLanguage } from "../../../web/preferences.ts";
import type { IncidentView, TimelineEntry } from "../contract.ts";
import { texts } from "../texts.ts";
import { useEdit } from "./use-edit.tsx";

const tones: Readonly<Record<string, Tone>> = {
  "incident.reported": "info",
  "incident.restored": "success",
  "incident.closed": "success",
  "incident.reopened": "danger",
  "incident.declared-major": "danger",
  "incident.struck-out": "warning",
};

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const entriesOf = (value: unknown) => (isRecord(value) ? Object.entries(value) : []);

/** The sentences of the journal, with its values in the reader's words. */
function useWords() {
  const t = useTexts(texts);
  const language = useLanguage();
  const format = useFormat();
  const word = (key: string) => lookUp(language, [texts], key);
  const field = (name: string) => word(`field.${name}`) ?? name;
  const value = (name: string, raw: unknown): string => {
    if (raw === null || raw === undefined || raw === "") return t("value.none");
    if (isRecord(raw)) {
      const { at, precision } = raw;
      const exact = (["minute", "hour", "day", "night", "week"] as const).find((one) => one === precision);
      return typeof at === "string" ? format.instant(at, exact ?? "minute") : "…";
    }
    if (typeof raw !== "string" && typeof raw !== "number") return "…";
    return word(`${name}.${raw}`) ?? word(`level.${raw}`) ?? String(raw);
  };
  const title = (entry: TimelineEntry): string => {
    if (entry.body === null) return t("entry.erased");
    const told = Object.fromEntries(
      ["reason", "ground", "source"].map((name) => [name, value(name, entry.body?.[name])]),
    );
    const named = entry.body["field"];
    const changed = typeof named === "string" ? named : "";
    const change = {
      field: field(changed),
      from: value(changed, entry.body["from"]),
      to: value(changed, entry.body["to"]),
    };
    return (
      lookUp(language, [texts], `entry.${entry.kind}`, { ...told, ...change }) ??
      t("entry.other", { kind: entry.kind })
    );
  };
  return { title, field, value };
}

/** What an entry says beyond its sentence: texts, and what changed from what to what. */
function Details({ entry }: { readonly entry: TimelineEntry }) {
  const t = useTexts(texts);
  const { field, value } = useWords();
  const body = entry.body ?? {};
  const changes = entriesOf(body["changes"]);
  const { cause } = body;
  const first = [
    ...entriesOf(body["first"]),
    ...entriesOf(typeof cause === "string" && cause !== "" ? { cause } : {}),
  ];
  const said = [
    body["text"],
    body["note"],
    entry.kind === "incident.corrected" ? body["reason"] : null,
  ].filter((one) => typeof one === "string" && one !== "");
  const kept = entriesOf(body["kept"]);
  if (changes.length + said.length + first.length + kept.length === 0) return null;
  return (
    <>
      {said.map((text) => (
        <p key={String(text)} className="i-text">
          {String(text)}
        </p>
      ))}
      {first.length === 0 ? null : (
        <p>{first.map(([name, raw]) => `${field(name)}: ${value(name, raw)}`).join(" · ")}</p>
      )}
      {body["priorityDerived"] === true ? (
        <p>{t("entry.priority-derived", { priority: value("priority", body["priority"]) })}</p>
      ) : null}
      {changes.map(([name, change]) =>
        isRecord(change) ? (
          <p key={name}>{`${field(name)}: ${value(name, change["from"])} → ${value(name, change["to"])}`}</p>
        ) : null,
      )}
      {kept.map(([name, one]) =>
        isRecord(one) ? (
          <p key={`kept-${name}`}>
            {t("entry.kept", {
              field: field(name),
              stands: value(name, one["stands"]),
              said: value(name, one["said"]),
            })}
          </p>
        ) : null,
      )}
    </>
  );
}

function AddUpdate({ incident }: { readonly incident: IncidentView }) {
  const t = useTexts(texts);
  const [text, setText] = useState("");
  const edit = useEdit<string>(
    incident.id,
    (said) => api.post<IncidentView>(`/incidents/${incident.id}/updates`, { text: said }),
    () => t("entry.incident.updated"),
    () => setText(""),
  );
  return (
    <div className="b-form">
      <TextField label={t("page.update")} rows={2} value={text} onChange={setText} />
      <ErrorMessage error={edit.error} />
      <div className="b-actions">
        <Button
          variant="secondary"
          loading={edit.pending}
          disabled={text.trim() === ""}
          onClick={() => edit.run(text.trim())}
        >
          {t("page.update.submit")}
        </Button>
      </div>
    </div>
  );
}

/** The journal of the incident, in the order in which it happened. */
export function TimelineSection({
  incident,
  editable,
}: {
  readonly incident: IncidentView;
  readonly editable: boolean;
}) {
  const t = useTexts(texts);
  const { title } = useWords();
  const timeline = useQuery({
    queryKey: ["incident", incident.id, "timeline"],
    queryFn: ({ signal }) =>
      api.get<{ entries: readonly TimelineEntry[] }>(`/incidents/${incident.id}/timeline`, {}, signal),
  });
  const by = (entry: TimelineEntry) =>
    entry.actor.name ?? (entry.actor.kind === "import" ? t("actor.import") : t("actor.system"));
  const items = (timeline.data?.entries ?? []).map((entry): TimelineItem => ({
    id: entry.id,
    at: entry.at,
    precision: entry.precision,
    title: title(entry),
    by: by(entry),
    tone: tones[entry.kind] ?? "neutral",
    children: <Details entry={entry} />,
  }));
  return (
    <Section title={t("page.timeline")}>
      {editable ? <AddUpdate incident={incident} /> : null}
      <ErrorMessage error={timeline.error} onRetry={() => void timeline.refetch()} />
      <Timeline label={t("page.timeline")} items={items} />
    </Section>
  );
}
