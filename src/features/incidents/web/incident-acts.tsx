import { Button } from "@digdir/designsystemet-react";
import { useState, type ReactNode } from "react";
import { api } from "../../../web/api.ts";
import { useMay, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { TextField } from "../../../web/kit/fields.tsx";
import { InstantField, type PreciseValue } from "../../../web/kit/instant-field.tsx";
import { now } from "../../../web/kit/local-time.ts";
import type { IncidentAct, IncidentView } from "../contract.ts";
import { texts } from "../texts.ts";
import { StaleNotice } from "./stale-notice.tsx";
import { useEdit } from "./use-edit.tsx";

type Asks = "nothing" | "time" | "reason" | "ground" | "restoration";
type OfPage = IncidentAct | "strike-out";

/** Each act: where it is done, and what must be said for it. */
const acts: Record<OfPage, { path: string; method: "POST" | "DELETE"; asks: Asks; permission: string }> = {
  acknowledge: { path: "acknowledgement", method: "POST", asks: "nothing", permission: "incident:edit" },
  start: { path: "work", method: "POST", asks: "nothing", permission: "incident:edit" },
  wait: { path: "waiting", method: "POST", asks: "reason", permission: "incident:edit" },
  restore: { path: "restoration", method: "POST", asks: "restoration", permission: "incident:edit" },
  close: { path: "closing", method: "POST", asks: "time", permission: "incident:edit" },
  reopen: { path: "reopening", method: "POST", asks: "reason", permission: "incident:edit" },
  cancel: { path: "cancellation", method: "POST", asks: "reason", permission: "incident:edit" },
  "declare-major": { path: "major", method: "POST", asks: "ground", permission: "incident:lead" },
  "withdraw-major": { path: "major", method: "DELETE", asks: "reason", permission: "incident:lead" },
  "strike-out": { path: "strike-out", method: "POST", asks: "reason", permission: "incident:lead" },
};

interface Said {
  at?: PreciseValue;
  reason?: string;
  ground?: string;
  note?: string;
  cause?: string;
}

function useAct(incident: IncidentView, act: OfPage, onDone?: () => void) {
  const t = useTexts(texts);
  const { path, method } = acts[act];
  return useEdit<Said>(
    incident.id,
    (said) => {
      const address = `/incidents/${incident.id}/${path}`;
      const options = { version: incident.version };
      return method === "POST"
        ? api.post<IncidentView>(address, said, options)
        : api.delete<IncidentView>(address, { ...options, body: said });
    },
    (after) => t("act.done", { number: after.number, state: t(`state.${after.state}`) }),
    onDone,
  );
}

interface ActProps {
  readonly incident: IncidentView;
  readonly act: OfPage;
}

function useLabel() {
  const t = useTexts(texts);
  return (act: OfPage) => (act === "strike-out" ? t("page.strike") : t(`act.${act}`));
}

/** Only what the act asks for is sent. */
function saidOf(asks: Asks, at: PreciseValue | null, words: string, cause: string): Said {
  switch (asks) {
    case "nothing":
      return {};
    case "time":
      return at === null ? {} : { at };
    case "reason":
      return { reason: words };
    case "ground":
      return { ground: words };
    case "restoration":
      return {
        ...(at !== null && { at }),
        ...(words !== "" && { note: words }),
        ...(cause !== "" && { cause }),
      };
  }
}

function ActDialog({ incident, act, onClose }: ActProps & { readonly onClose: () => void }) {
  const t = useTexts(texts);
  const label = useLabel()(act);
  const edit = useAct(incident, act, onClose);
  const { asks } = acts[act];
  const [at, setAt] = useState<PreciseValue | null>({ at: now(), precision: "minute" });
  const [words, setWords] = useState("");
  const [cause, setCause] = useState(incident.cause ?? "");
  const timed = asks === "time" || asks === "restoration";
  const wordy = asks === "reason" || asks === "ground";
  const lacking = (timed && at === null) || (wordy && words.trim().length < 3);
  const send = () => edit.run(saidOf(asks, at, words.trim(), cause.trim()));
  const wordsLabel = {
    ground: t("act.ground"),
    restoration: t("act.note"),
    reason: t("act.reason"),
    time: "",
    nothing: "",
  };
  return (
    <Modal title={label} open onClose={onClose}>
      <div className="b-form">
        {act === "strike-out" ? <p>{t("page.strike.what")}</p> : null}
        <StaleNotice basis={incident} current={edit.current} onTake={edit.takeCurrent} />
        {timed ? <InstantField label={t("act.when")} value={at} onChange={setAt} /> : null}
        {wordy || asks === "restoration" ? (
          <TextField label={wordsLabel[asks]} rows={3} optional={!wordy} value={words} onChange={setWords} />
        ) : null}
        {asks === "restoration" ? (
          <TextField label={t("act.cause")} optional value={cause} onChange={setCause} />
        ) : null}
        <ErrorMessage error={edit.error} />
        <div className="b-actions">
          <Button loading={edit.pending} disabled={lacking} onClick={send}>
            {label}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** What needs nothing said is done at once; the rest asks first. */
function ActButton({ incident, act, onOpen, primary }: ActProps & { primary: boolean; onOpen: () => void }) {
  const label = useLabel()(act);
  const edit = useAct(incident, act);
  const atOnce = acts[act].asks === "nothing";
  return (
    <>
      <Button
        variant={primary ? "primary" : rare.has(act) ? "tertiary" : "secondary"}
        {...(ending.has(act) && { "data-color": "danger" })}
        loading={edit.pending}
        onClick={atOnce ? () => edit.run({}) : onOpen}
      >
        {label}
      </Button>
      <StaleNotice basis={incident} current={edit.current} onTake={edit.takeCurrent} />
      <ErrorMessage error={edit.error} />
    </>
  );
}

/** The act that is most often next stands first and filled; those that end something stand last. */
const order: readonly OfPage[] = [
  "acknowledge",
  "start",
  "restore",
  "close",
  "wait",
  "reopen",
  "declare-major",
  "withdraw-major",
  "cancel",
  "strike-out",
];

/** Seldom what one came for: they stand back. */
const rare: ReadonlySet<OfPage> = new Set(["declare-major", "withdraw-major", "cancel", "strike-out"]);

/** They take the incident out of what is counted. */
const ending: ReadonlySet<OfPage> = new Set(["cancel", "strike-out"]);

export function IncidentActs({
  incident,
  children,
}: {
  readonly incident: IncidentView;
  readonly children: ReactNode;
}) {
  const may = useMay();
  const [open, setOpen] = useState<OfPage | null>(null);
  const possible = order.filter(
    (act) => may(acts[act].permission) && (act === "strike-out" || incident.acts.some((one) => one === act)),
  );
  const button = (act: OfPage) => (
    <ActButton
      key={act}
      incident={incident}
      act={act}
      primary={act === possible[0]}
      onOpen={() => setOpen(act)}
    />
  );
  return (
    <div className="b-actions">
      {possible.filter((act) => !rare.has(act)).map(button)}
      {children}
      {possible.filter((act) => rare.has(act)).map(button)}
      {open === null ? null : <ActDialog incident={incident} act={open} onClose={() => setOpen(null)} />}
    </div>
  );
}
