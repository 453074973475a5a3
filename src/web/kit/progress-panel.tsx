import { Button } from "@digdir/designsystemet-react";
import type { ReactNode } from "react";
import { useFormat, useTexts } from "../context.tsx";
import { kitTexts } from "./texts.ts";
import "./kit.css";

export interface ProgressPanelProps {
  readonly title: string;
  readonly done: number;
  /** Null while the end is not known. */
  readonly total: number | null;
  /** Done per second. */
  readonly rate?: number | null;
  readonly secondsLeft?: number | null;
  readonly onCancel?: () => void;
  readonly children?: ReactNode;
}

/** Long work: how far, how fast, how long yet, and the way to stop it. */
export function ProgressPanel(props: ProgressPanelProps) {
  const t = useTexts(kitTexts);
  const format = useFormat();
  const { done, total, rate, secondsLeft } = props;
  const counted =
    total === null
      ? t("progress.counted", { done: format.number(done) })
      : t("progress.done", { done: format.number(done), total: format.number(total) });
  return (
    <section className="b-progress" aria-label={props.title}>
      <div className="b-section-title">
        <strong>{props.title}</strong>
        {props.onCancel === undefined ? null : (
          <Button variant="secondary" data-color="neutral" onClick={props.onCancel}>
            {t("cancel")}
          </Button>
        )}
      </div>
      <progress
        aria-label={props.title}
        {...(total === null ? {} : { value: done, max: Math.max(total, 1) })}
      />
      <div className="b-progress-facts">
        <span>{counted}</span>
        {typeof rate === "number" ? <span>{t("progress.rate", { rate: format.number(rate) })}</span> : null}
        {typeof secondsLeft === "number" ? (
          <span>{t("progress.left", { left: format.duration(secondsLeft) })}</span>
        ) : null}
      </div>
      {props.children}
    </section>
  );
}
