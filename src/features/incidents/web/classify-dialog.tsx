import { Button } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { SelectField, TextField } from "../../../web/kit/fields.tsx";
import { priorities } from "../../../web/kit/priority-mark.tsx";
import type { IncidentView, PriorityMatrix } from "../contract.ts";
import { effects } from "../contract/words.ts";
import { texts } from "../texts.ts";
import { levels } from "./badges.tsx";
import { StaleNotice } from "./stale-notice.tsx";
import { useBasis, useEdit } from "./use-edit.tsx";

const numberOf = (text: string) => (text === "" ? null : Number(text));
const textOf = (text: string) => (text.trim() === "" ? null : text.trim());

function useMatrix() {
  return useQuery({
    queryKey: ["priority-matrix"],
    queryFn: ({ signal }) => api.get<PriorityMatrix>("/priority-matrix", {}, signal),
  });
}

function draftOf(incident: IncidentView) {
  const { effect, impact, urgency, priority, priorityReason, category, cause, assignmentGroup } = incident;
  const text = (value: string | number | null) => String(value ?? "");
  return {
    effect: text(effect),
    impact: text(impact),
    urgency: text(urgency),
    // What the matrix says is left to it: then the priority follows impact and urgency.
    priority: priorityReason === null ? "" : text(priority),
    priorityReason: text(priorityReason),
    category: text(category),
    cause: text(cause),
    assignmentGroup: text(assignmentGroup),
  };
}
type Draft = ReturnType<typeof draftOf>;
type Name = keyof Draft;

function bodyOf(values: Draft, against: boolean) {
  return {
    effect: textOf(values.effect),
    impact: numberOf(values.impact),
    urgency: numberOf(values.urgency),
    priority: numberOf(values.priority),
    priorityReason: against ? textOf(values.priorityReason) : null,
    category: textOf(values.category),
    cause: textOf(values.cause),
    assignmentGroup: textOf(values.assignmentGroup),
  };
}

/** Impact and urgency say the priority; another takes a reason. */
export function ClassifyDialog({
  incident,
  onClose,
}: {
  readonly incident: IncidentView;
  readonly onClose: () => void;
}) {
  const t = useTexts(texts);
  const matrix = useMatrix();
  const { basis, draft: values, set, rebase } = useBasis(incident, draftOf);
  const edit = useEdit<object>(
    incident.id,
    (body) =>
      api.patch<IncidentView>(`/incidents/${incident.id}/classification`, body, {
        version: basis.version,
      }),
    () => t("page.classify.saved"),
    onClose,
  );
  const bind = (name: Name) => ({
    value: values[name],
    onChange: (value: string) => set({ [name]: value }),
  });
  const proposed = matrix.data?.cells.find(
    (cell) => cell.impact === numberOf(values.impact) && cell.urgency === numberOf(values.urgency),
  )?.priority;
  const against = values.priority !== "" && proposed !== undefined && Number(values.priority) !== proposed;
  const levelOptions = levels.map((value) => ({ value, label: t(`level.${value}`) }));
  const known = priorities.find((one) => Number(one) === proposed);
  return (
    <Modal title={t("page.classify.title")} open onClose={onClose}>
      <div className="b-form">
        <StaleNotice
          basis={basis}
          current={edit.current}
          onTake={() => {
            rebase(edit.current);
            edit.takeCurrent();
          }}
        />
        <SelectField
          label={t("field.effect")}
          none={t("page.unknown")}
          options={effects.map((value) => ({ value, label: t(`effect.${value}`) }))}
          {...bind("effect")}
        />
        <SelectField
          label={t("column.impact")}
          none={t("page.unknown")}
          options={levelOptions}
          {...bind("impact")}
        />
        <SelectField
          label={t("column.urgency")}
          none={t("page.unknown")}
          options={levelOptions}
          {...bind("urgency")}
        />
        <SelectField
          label={t("column.priority")}
          none={
            known === undefined ? t("page.unknown") : `${t(`priority.${known}`)} (${t("report.proposed")})`
          }
          options={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
          {...bind("priority")}
        />
        {against ? (
          <TextField label={t("page.classify.reason")} required {...bind("priorityReason")} />
        ) : null}
        <TextField label={t("column.category")} optional {...bind("category")} />
        <TextField label={t("field.cause")} optional {...bind("cause")} />
        <TextField label={t("field.assignmentGroup")} optional {...bind("assignmentGroup")} />
        <ErrorMessage error={edit.error} />
        <div className="b-actions">
          <Button
            loading={edit.pending}
            disabled={against && values.priorityReason.trim().length < 3}
            onClick={() => edit.run(bodyOf(values, against))}
          >
            {t("save")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
