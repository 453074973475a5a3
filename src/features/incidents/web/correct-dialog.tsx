import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { TextField } from "../../../web/kit/fields.tsx";
import { InstantField, type PreciseValue } from "../../../web/kit/instant-field.tsx";
import type { IncidentTimes, IncidentView } from "../contract.ts";
import { timeNames, type TimeName } from "../contract/words.ts";
import { texts } from "../texts.ts";
import { StaleNotice } from "./stale-notice.tsx";
import { useBasis, useEdit } from "./use-edit.tsx";

type Draft = Partial<Record<TimeName, PreciseValue>>;

function same(a: PreciseValue | null, b: PreciseValue): boolean {
  return a !== null && a.at === b.at && a.precision === b.precision;
}

/** Only the times that were changed are sent: two people may correct two different ones. */
function changedTimes(before: IncidentTimes, draft: Draft): Draft {
  const changed: Draft = {};
  for (const name of timeNames) {
    const time = draft[name];
    if (time !== undefined && !same(before[name], time)) changed[name] = time;
  }
  return changed;
}

const wordsOf = ({ title, description, publicText }: IncidentView) => ({ title, description, publicText });

/** Corrects texts and times. A time that was known takes a reason; an odd order takes another. */
export function CorrectDialog({
  incident,
  onClose,
}: {
  readonly incident: IncidentView;
  readonly onClose: () => void;
}) {
  const t = useTexts(texts);
  const { basis, draft, set, rebase } = useBasis(incident, wordsOf);
  const { title, description, publicText } = draft;
  const [times, setTimes] = useState<Draft>({});
  const [reason, setReason] = useState("");
  const [timesReason, setTimesReason] = useState("");
  const edit = useEdit<object>(
    incident.id,
    (body) => api.patch<IncidentView>(`/incidents/${incident.id}`, body, { version: basis.version }),
    () => t("page.edit.saved"),
    onClose,
  );
  const changed = changedTimes(basis.times, times);
  const needsReason = timeNames.some((name) => changed[name] !== undefined && basis.times[name] !== null);
  const send = () =>
    edit.run({
      title,
      description,
      publicText,
      ...(Object.keys(changed).length > 0 && { times: changed }),
      ...(reason.trim() !== "" && { reason: reason.trim() }),
      ...(timesReason.trim() !== "" && { timesReason: timesReason.trim() }),
    });
  return (
    <Modal title={t("page.edit.title")} open onClose={onClose}>
      <div className="b-form">
        <StaleNotice
          basis={basis}
          current={edit.current}
          onTake={() => {
            rebase(edit.current);
            edit.takeCurrent();
          }}
        />
        <TextField
          label={t("column.title")}
          required
          value={title}
          onChange={(next) => set({ title: next })}
        />
        <TextField
          label={t("page.description")}
          rows={4}
          optional
          value={description}
          onChange={(next) => set({ description: next })}
        />
        <TextField
          label={t("page.public")}
          rows={2}
          optional
          value={publicText}
          onChange={(next) => set({ publicText: next })}
        />
        {timeNames.map((name) => (
          <InstantField
            key={`${name} ${basis.times[name]?.at ?? ""}`}
            label={t(`time.${name}`)}
            value={times[name] ?? basis.times[name]}
            onChange={(time) =>
              setTimes((before) => {
                const { [name]: _before, ...others } = before;
                return time === null ? others : { ...others, [name]: time };
              })
            }
          />
        ))}
        {needsReason ? (
          <TextField label={t("page.edit.reason")} required value={reason} onChange={setReason} />
        ) : null}
        <TextField
          label={t("page.edit.times-reason")}
          optional
          value={timesReason}
          onChange={setTimesReason}
        />
        <ErrorMessage error={edit.error} />
        <div className="b-actions">
          <Button
            loading={edit.pending}
            disabled={title.trim() === "" || (needsReason && reason.trim().length < 3)}
            onClick={send}
          >
            {t("save")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
