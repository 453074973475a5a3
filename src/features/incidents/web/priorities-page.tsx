import { Button, Heading } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { SelectField, TextField } from "../../../web/kit/fields.tsx";
import { PageHeader, Section } from "../../../web/kit/page-header.tsx";
import { priorities } from "../../../web/kit/priority-mark.tsx";
import { notify } from "../../../web/notify.ts";
import type { PriorityMatrix } from "../contract.ts";
import { texts } from "../texts.ts";
import { levels } from "./badges.tsx";
import "./incidents.css";

const key = ["priority-matrix"];

function Cells(props: {
  readonly matrix: PriorityMatrix;
  readonly onChange: (matrix: PriorityMatrix) => void;
}) {
  const t = useTexts(texts);
  const { matrix, onChange } = props;
  const options = priorities.map((value) => ({ value, label: t(`priority.${value}`) }));
  const change = (impact: number, urgency: number, priority: number) =>
    onChange({
      ...matrix,
      cells: matrix.cells.map((cell) =>
        cell.impact === impact && cell.urgency === urgency ? { ...cell, priority } : cell,
      ),
    });
  const priorityOf = (impact: string, urgency: string) =>
    String(
      matrix.cells.find((cell) => cell.impact === Number(impact) && cell.urgency === Number(urgency))
        ?.priority ?? "",
    );
  return (
    <div className="i-matrix">
      <div className="i-matrix-row i-matrix-head" aria-hidden="true">
        <span />
        {levels.map((urgency) => (
          <span key={urgency}>{`${t("matrix.urgency")} ${t(`level.${urgency}`)}`}</span>
        ))}
      </div>
      {levels.map((impact) => (
        <div key={impact} className="i-matrix-row">
          <Heading level={2} data-size="2xs">{`${t("matrix.impact")} ${t(`level.${impact}`)}`}</Heading>
          {levels.map((urgency) => (
            <div key={urgency} className="i-matrix-cell" data-priority={priorityOf(impact, urgency)}>
              <SelectField
                label={`${t("matrix.urgency")} ${t(`level.${urgency}`)}`}
                options={options}
                value={priorityOf(impact, urgency)}
                onChange={(value) => change(Number(impact), Number(urgency), Number(value))}
              />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function Promises(props: {
  readonly matrix: PriorityMatrix;
  readonly onChange: (matrix: PriorityMatrix) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const { matrix, onChange } = props;
  const change = (priority: number, text: string) => {
    const minutes = /^[1-9]\d{0,5}$/u.test(text) ? Number(text) : null;
    onChange({
      ...matrix,
      promises: matrix.promises.map((promise) =>
        promise.priority === priority ? { ...promise, restoreMinutes: minutes } : promise,
      ),
    });
  };
  const minutesOf = (priority: string) =>
    matrix.promises.find((promise) => promise.priority === Number(priority))?.restoreMinutes ?? null;
  const said = (minutes: number | null) =>
    minutes === null ? t("matrix.promise.none") : format.duration(minutes * 60);
  return (
    <Section title={t("matrix.promise")}>
      <div className="i-promises">
        {priorities.map((priority) => (
          <TextField
            key={priority}
            label={t(`priority.${priority}`)}
            inputMode="numeric"
            value={String(minutesOf(priority) ?? "")}
            description={said(minutesOf(priority))}
            onChange={(text) => change(Number(priority), text)}
          />
        ))}
      </div>
    </Section>
  );
}

function Editor({ initial }: { readonly initial: PriorityMatrix }) {
  const t = useTexts(texts);
  const client = useQueryClient();
  const [matrix, setMatrix] = useState(initial);
  const [reason, setReason] = useState("");
  const save = useMutation({
    mutationFn: () => {
      const { cells, promises } = matrix;
      return api.put<PriorityMatrix>(
        "/priority-matrix",
        { cells, promises, reason },
        { version: initial.version },
      );
    },
    onSuccess: (saved) => {
      notify(t("matrix.saved"));
      client.setQueryData(key, saved);
    },
  });
  return (
    <div className="i-stack">
      <Cells matrix={matrix} onChange={setMatrix} />
      <Promises matrix={matrix} onChange={setMatrix} />
      <TextField label={t("matrix.reason")} required value={reason} onChange={setReason} />
      <ErrorMessage error={save.error} onRetry={() => void client.invalidateQueries({ queryKey: key })} />
      <div className="b-actions">
        <Button loading={save.isPending} disabled={reason.trim().length < 3} onClick={() => save.mutate()}>
          {t("save")}
        </Button>
      </div>
    </div>
  );
}

/** What priority follows from impact and urgency, and what each promises. */
export function PrioritiesPage() {
  const t = useTexts(texts);
  const matrix = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<PriorityMatrix>("/priority-matrix", {}, signal),
  });
  return (
    <>
      <PageHeader title={t("matrix.title")} lead={t("matrix.lead")} />
      <ErrorMessage error={matrix.error} onRetry={() => void matrix.refetch()} />
      {matrix.data === undefined ? null : <Editor key={matrix.data.version} initial={matrix.data} />}
    </>
  );
}
