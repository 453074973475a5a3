import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { errorTexts } from "../../../shared/errors.texts.ts";
import { lookUp } from "../../../shared/texts.ts";
import { api } from "../../../web/api.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { ConfirmDialog } from "../../../web/kit/confirm-dialog.tsx";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import { AppLink } from "../../../web/link.tsx";
import { useLanguage } from "../../../web/preferences.ts";
import type { ScheduleView } from "../contract.ts";
import { ScheduleForm } from "./schedule-form.tsx";
import { scheduleTexts } from "./schedule-texts.ts";

const days = ["1", "2", "3", "4", "5", "6", "7"] as const;

function useRhythm() {
  const t = useTexts(scheduleTexts);
  return ({ rhythm }: ScheduleView): string => {
    if (rhythm.kind === "hourly") return t("says.hourly", { minute: rhythm.minute });
    if (rhythm.kind === "nightly") return t("says.nightly", { at: rhythm.at });
    const day = days.find((one) => one === String(rhythm.weekday)) ?? "1";
    return t("says.weekly", { day: t(`day.${day}`), at: rhythm.at });
  };
}

/** How the last look went: why it failed, or what it gave. */
function Last({ schedule: { error, lastImport, lookedAt } }: { readonly schedule: ScheduleView }) {
  const t = useTexts(scheduleTexts);
  const format = useFormat();
  const language = useLanguage();
  if (lookedAt === null) return t("last.none");
  return (
    <span className="i-last">
      <span className="b-number">{format.instant(lookedAt)}</span>
      {error !== null ? (
        <span className="i-failed">
          {lookUp(language, [errorTexts], error.code, error.params) ?? error.code}
        </span>
      ) : null}
      {lastImport === null ? (
        error === null && t("last.nothing")
      ) : (
        <AppLink to={`/imports/${lastImport.id}`}>{lastImport.fileName}</AppLink>
      )}
    </span>
  );
}

interface ActsProps {
  readonly schedule: ScheduleView;
  readonly onEdit: (schedule: ScheduleView) => void;
  readonly onRemove: (schedule: ScheduleView) => void;
  readonly onPause: (schedule: ScheduleView) => void;
}

function Acts({ schedule, onEdit, onRemove, onPause }: ActsProps) {
  const t = useTexts(scheduleTexts);
  const { name } = schedule;
  const pause = schedule.paused ? "resume" : "pause";
  const acts = [
    ["edit", onEdit],
    [pause, onPause],
    ["remove", onRemove],
  ] as const;
  return (
    <span className="i-acts">
      {acts.map(([act, run]) => (
        <Button
          key={act}
          variant="tertiary"
          data-size="sm"
          aria-label={t(`act.${act}`, { name })}
          onClick={() => run(schedule)}
        >
          {t(`do.${act}`)}
        </Button>
      ))}
    </span>
  );
}

function useColumns(acts: Omit<ActsProps, "schedule"> | null): readonly Column<ScheduleView>[] {
  const t = useTexts(scheduleTexts);
  const format = useFormat();
  const says = useRhythm();
  const columns: Column<ScheduleView>[] = [
    {
      id: "name",
      header: t("name"),
      cell: (row) => (
        <span className="i-last">
          {row.name}
          <span className="b-quiet i-place">
            {row.kind === "folder" ? `${row.place}/${row.pattern}` : row.place}
          </span>
        </span>
      ),
    },
    { id: "rhythm", header: t("rhythm"), cell: says },
    {
      id: "next",
      header: t("next"),
      cell: (row) =>
        row.paused ? <StatusBadge tone="neutral">{t("paused")}</StatusBadge> : format.instant(row.dueAt),
    },
    { id: "last", header: t("last"), cell: (row) => <Last schedule={row} /> },
  ];
  if (acts === null) return columns;
  return [...columns, { id: "acts", header: t("acts"), cell: (row) => <Acts schedule={row} {...acts} /> }];
}

/** What is read by the clock, and what may be done with it. */
export function SchedulesSection() {
  const t = useTexts(scheduleTexts);
  const may = useMay()("import:run");
  const client = useQueryClient();
  const [open, setOpen] = useState<{ schedule: ScheduleView | null } | null>(null);
  const [leaving, setLeaving] = useState<ScheduleView | null>(null);
  const list = useList<ScheduleView>("import-schedule", "/import-schedules", { limit: 50 });
  const done = () => {
    setOpen(null);
    setLeaving(null);
    void client.invalidateQueries({ queryKey: ["import-schedule"] });
  };
  const pause = useMutation({
    mutationFn: ({ id, paused, version }: ScheduleView) =>
      api.post(`/import-schedules/${id}/pause`, { paused: !paused, version }),
    onSettled: done,
  });
  const remove = useMutation({
    mutationFn: ({ id, version }: ScheduleView) => api.delete(`/import-schedules/${id}`, { version }),
    onSuccess: done,
  });
  const acts = {
    onEdit: (schedule: ScheduleView) => setOpen({ schedule }),
    onPause: (schedule: ScheduleView) => pause.mutate(schedule),
    onRemove: setLeaving,
  };
  const columns = useColumns(may ? acts : null);
  return (
    <Section title={t("title")}>
      <p className="b-quiet">{t("lead")}</p>
      <ErrorMessage error={pause.error} />
      <DataTable
        caption={t("title")}
        columns={columns}
        list={list}
        rowKey={(row) => row.id}
        showTotal={false}
        empty={<EmptyState title={t("empty.title")}>{t("empty")}</EmptyState>}
      />
      {may ? (
        <div className="b-actions i-add">
          <Button variant="secondary" onClick={() => setOpen({ schedule: null })}>
            {t("add")}
          </Button>
        </div>
      ) : null}
      {open === null ? null : (
        <ScheduleForm schedule={open.schedule} onClose={() => setOpen(null)} onSaved={done} />
      )}
      {leaving === null ? null : (
        <ConfirmDialog
          title={t("remove.title")}
          open
          danger
          confirmLabel={t("do.remove")}
          pending={remove.isPending}
          error={remove.error}
          onClose={() => setLeaving(null)}
          onConfirm={() => remove.mutate(leaving)}
        >
          {t("remove.text", { name: leaving.name })}
        </ConfirmDialog>
      )}
    </Section>
  );
}
