import { InformationSquareIcon } from "@navikt/aksel-icons";
import { Button, Popover } from "@digdir/designsystemet-react";
import { useId, type ReactNode } from "react";
import { useTexts } from "../context.tsx";
import { AppLink } from "../link.tsx";
import { kitTexts } from "./texts.ts";
import "./kit.css";

export interface FigureProps {
  readonly name: string;
  /** Formatted by useFormat(); null when the sources do not say. */
  readonly value: string | null;
  /** Set where the words stand for no number. */
  readonly quiet?: boolean;
  /** What is counted and how; printed wherever the figure stands. */
  readonly definition: string;
  /** The change, and what it is a change from: `+33 %` and `756`. */
  readonly change?: string;
  readonly against?: string;
  /** The list that holds exactly the records counted. */
  readonly records?: string;
  readonly children?: ReactNode;
}

/** A number with its definition, its comparison, and the way to its records. */
export function Figure(props: FigureProps) {
  const t = useTexts(kitTexts);
  const id = useId();
  const value = props.value ?? t("figure.missing");
  return (
    <div className="b-figure">
      <div className="b-figure-name">
        <span>{props.name}</span>
        <Button
          icon
          variant="tertiary"
          className="b-figure-info"
          popoverTarget={id}
          aria-label={t("figure.definition", { name: props.name })}
        >
          <InformationSquareIcon aria-hidden />
        </Button>
        <Popover id={id} placement="bottom" className="b-definition">
          {props.definition}
        </Popover>
      </div>
      <div className={props.value === null || props.quiet === true ? "b-figure-missing" : "b-figure-value"}>
        {props.records === undefined || props.value === null ? (
          value
        ) : (
          <AppLink to={props.records} aria-label={`${value}: ${t("figure.records", { name: props.name })}`}>
            {value}
          </AppLink>
        )}
      </div>
      {props.change === undefined && props.against === undefined ? null : (
        <div className="b-figure-change">
          {props.change === undefined ? null : <strong>{props.change}</strong>}
          {props.against === undefined ? null : <span> {t("figure.against", { value: props.against })}</span>}
        </div>
      )}
      {props.children}
    </div>
  );
}

/** Figures side by side. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <div className="b-figures">{children}</div>;
}
