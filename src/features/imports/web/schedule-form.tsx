import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { SelectField, TextField } from "../../../web/kit/fields.tsx";
import { useLanguage } from "../../../web/preferences.ts";
import type { ProfileView, Rhythm, ScheduleView } from "../contract.ts";
import { scheduleTexts } from "./schedule-texts.ts";

const kinds = ["folder", "address"] as const;
const rhythms = ["hourly", "nightly", "weekly"] as const;
const days = ["1", "2", "3", "4", "5", "6", "7"] as const;

const fresh = {
  name: "",
  kind: "folder",
  place: "",
  pattern: "*.csv",
  profileKey: "",
  source: "",
  rhythm: { kind: "nightly", at: "02:30" },
} as const;

function draftOf(schedule: ScheduleView | null) {
  const given: Pick<ScheduleView, keyof typeof fresh> = schedule ?? fresh;
  const { name, kind, place, pattern, profileKey, source, rhythm } = given;
  return {
    name,
    kind,
    place,
    pattern,
    profileKey,
    source,
    every: rhythm.kind,
    minute: rhythm.kind === "hourly" ? String(rhythm.minute) : "0",
    at: rhythm.kind === "hourly" ? "02:30" : rhythm.at,
    weekday: rhythm.kind === "weekly" ? String(rhythm.weekday) : "1",
  };
}
type Draft = ReturnType<typeof draftOf>;

function rhythmOf({ every, minute, at, weekday }: Draft): Rhythm {
  if (every === "hourly") return { kind: every, minute: Number(minute) };
  if (every === "nightly") return { kind: every, at };
  return { kind: every, weekday: Number(weekday), at };
}

function bodyOf(draft: Draft) {
  const { name, kind, place, pattern, profileKey, source } = draft;
  const named = source.trim() === "" ? {} : { source };
  return { name, kind, place, pattern, profileKey, ...named, rhythm: rhythmOf(draft) };
}

interface FieldsProps {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
}

function PlaceFields({ draft, set }: FieldsProps) {
  const t = useTexts(scheduleTexts);
  const folder = draft.kind === "folder";
  return (
    <>
      <SelectField
        label={t("kind")}
        value={draft.kind}
        options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(value) => set({ kind: value === "address" ? "address" : "folder" })}
      />
      <TextField
        label={t(folder ? "folder" : "address")}
        description={t(folder ? "folder.help" : "address.help")}
        value={draft.place}
        onChange={(place) => set({ place })}
        required
      />
      {folder ? (
        <TextField
          label={t("pattern")}
          description={t("pattern.help")}
          value={draft.pattern}
          onChange={(pattern) => set({ pattern })}
          required
        />
      ) : null}
    </>
  );
}

function RhythmFields({ draft, set }: FieldsProps) {
  const t = useTexts(scheduleTexts);
  return (
    <>
      <SelectField
        label={t("rhythm")}
        value={draft.every}
        options={rhythms.map((value) => ({ value, label: t(`rhythm.${value}`) }))}
        onChange={(value) => set({ every: rhythms.find((one) => one === value) ?? "nightly" })}
      />
      {draft.every === "weekly" ? (
        <SelectField
          label={t("weekday")}
          value={draft.weekday}
          options={days.map((value) => ({ value, label: t(`day.${value}`) }))}
          onChange={(weekday) => set({ weekday })}
        />
      ) : null}
      {draft.every === "hourly" ? (
        <TextField
          label={t("minute")}
          type="number"
          value={draft.minute}
          onChange={(minute) => set({ minute })}
          required
        />
      ) : (
        <TextField
          label={t("at")}
          description={t("at.help")}
          value={draft.at}
          onChange={(at) => set({ at })}
          required
        />
      )}
    </>
  );
}

interface Props {
  /** Null: a new one. */
  readonly schedule: ScheduleView | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Where from, how it is read, and how often. */
export function ScheduleForm({ schedule, onClose, onSaved }: Props) {
  const t = useTexts(scheduleTexts);
  const language = useLanguage();
  const [draft, setDraft] = useState(() => draftOf(schedule));
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const profiles = useQuery({
    queryKey: ["import-profile"],
    queryFn: ({ signal }) => api.get<{ items: ProfileView[] }>("/import-profiles", undefined, signal),
  });
  const save = useMutation({
    mutationFn: () =>
      schedule === null
        ? api.post<ScheduleView>("/import-schedules", bodyOf(draft))
        : api.put<ScheduleView>(`/import-schedules/${schedule.id}`, bodyOf(draft), {
            version: schedule.version,
          }),
    onSuccess: onSaved,
  });
  const ready = draft.name.trim() !== "" && draft.place.trim() !== "" && draft.profileKey !== "";
  return (
    <Modal title={t(schedule === null ? "add" : "edit")} open onClose={onClose}>
      <div className="b-form">
        <TextField label={t("name")} value={draft.name} onChange={(name) => set({ name })} required />
        <PlaceFields draft={draft} set={set} />
        <SelectField
          label={t("profile")}
          value={draft.profileKey}
          none={t("profile.choose")}
          required
          options={(profiles.data?.items ?? []).map(({ key, profile }) => ({
            value: key,
            label: profile.name[language],
          }))}
          onChange={(profileKey) => set({ profileKey })}
        />
        <TextField
          label={t("source")}
          description={t("source.help")}
          value={draft.source}
          onChange={(source) => set({ source })}
          optional
        />
        <RhythmFields draft={draft} set={set} />
        <ErrorMessage error={save.error ?? profiles.error} />
        <div className="b-actions">
          <Button disabled={!ready} loading={save.isPending} onClick={() => save.mutate()}>
            {t("save")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
