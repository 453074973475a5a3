import { Button, Dialog, Heading } from "@digdir/designsystemet-react";
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { useTexts } from "../context.tsx";
import { ErrorMessage } from "./error-message.tsx";
import { TextField } from "./fields.tsx";
import { kitTexts } from "./texts.ts";
import "./kit.css";

export interface ModalProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog over the page; Escape closes it and focus goes back to what opened it. */
export function Modal({ title, open, onClose, children }: ModalProps) {
  const t = useTexts(kitTexts);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (open && element?.open === false) element.showModal();
    if (!open && element?.open === true) element.close();
  }, [open]);
  return (
    <Dialog ref={dialog} closeButton={t("close")} aria-labelledby={id} onClose={onClose}>
      <Heading level={2} data-size="xs" id={id}>
        {title}
      </Heading>
      {open ? children : null}
    </Dialog>
  );
}

export interface ConfirmDialogProps extends Omit<ModalProps, "children"> {
  /** What will happen. */
  readonly children: ReactNode;
  readonly confirmLabel: string;
  /** Asks for a reason that is written to the journal. */
  readonly withReason?: boolean;
  readonly danger?: boolean;
  readonly pending?: boolean;
  readonly error?: Error | null;
  readonly onConfirm: (reason: string) => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useTexts(kitTexts);
  const [reason, setReason] = useState("");
  const lacking = props.withReason === true && reason.trim() === "";
  return (
    <Modal title={props.title} open={props.open} onClose={props.onClose}>
      <div className="b-form">
        <div className="b-confirm-what">{props.children}</div>
        {props.withReason === true ? (
          <TextField
            label={t("confirm.reason")}
            description={t("confirm.reason.what")}
            rows={3}
            required
            value={reason}
            onChange={setReason}
          />
        ) : null}
        <ErrorMessage error={props.error} />
        <div className="b-actions">
          <Button
            data-color={props.danger === true ? "danger" : "accent"}
            loading={props.pending ?? false}
            disabled={lacking}
            onClick={() => props.onConfirm(reason.trim())}
          >
            {props.confirmLabel}
          </Button>
          <Button variant="tertiary" onClick={props.onClose}>
            {t("cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
