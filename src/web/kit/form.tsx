import { Button } from "@digdir/designsystemet-react";
import { useEffect, useRef, type FormEvent, type ReactNode } from "react";
import { useTexts } from "../context.tsx";
import { ErrorMessage } from "./error-message.tsx";
import { kitTexts } from "./texts.ts";
import type { FormState } from "./use-form.ts";
import "./kit.css";

export interface FormProps<Name extends string> {
  readonly form: FormState<Name>;
  readonly submitLabel: string;
  readonly onCancel?: () => void;
  readonly children: ReactNode;
}

/** Lays fields out, sends them, and moves to the first field that needs correcting. */
export function Form<Name extends string>(props: FormProps<Name>) {
  const { form } = props;
  const t = useTexts(kitTexts);
  const element = useRef<HTMLFormElement>(null);
  const faultCount = Object.keys(form.faults).length;
  const tried = useRef(false);
  useEffect(() => {
    if (!tried.current || faultCount === 0) return;
    tried.current = false;
    element.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    tried.current = true;
    form.submit();
  };
  return (
    <form ref={element} className="b-form" noValidate onSubmit={submit}>
      {props.children}
      <div role="status" className="b-form-faults">
        {faultCount > 0 ? t("faults", { count: faultCount }) : null}
      </div>
      {faultCount === 0 ? <ErrorMessage error={form.failure} /> : null}
      <div className="b-actions">
        <Button type="submit" loading={form.pending}>
          {props.submitLabel}
        </Button>
        {props.onCancel === undefined ? null : (
          <Button type="button" variant="tertiary" onClick={props.onCancel}>
            {t("cancel")}
          </Button>
        )}
      </div>
    </form>
  );
}
