import { Heading } from "@digdir/designsystemet-react";
import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { useTexts } from "../context.tsx";
import { TextLink } from "../link.tsx";
import { kitTexts } from "./texts.ts";
import "./kit.css";

export interface PathStep {
  readonly label: string;
  readonly to: string;
}

export interface PageHeaderProps {
  /** The page's one h1, also the title of the browser's tab. */
  readonly title: string;
  /** What stands above the title: a number such as INC-2023-0412, a kind. */
  readonly above?: ReactNode;
  /** One or two sentences below the title. */
  readonly lead?: ReactNode;
  /** Buttons and links for what one does here; the primary one first. */
  readonly actions?: ReactNode;
  /** The pages above this one, outermost first. */
  readonly path?: readonly PathStep[];
}

let shownBefore: string | undefined;

/** Moves to the heading when the page changed inside the product, so that a reader hears where one is. */
function useArrival(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The address that is shown, not the one being loaded: the page left must not take the focus.
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  useEffect(() => {
    document.title = `${title} – Beredd`;
  }, [title]);
  useEffect(() => {
    if (pathname === undefined) return;
    const arrived = shownBefore !== undefined && shownBefore !== pathname;
    shownBefore = pathname;
    if (arrived) heading.current?.focus({ preventScroll: true });
  }, [pathname]);
  return heading;
}

export function PageHeader({ title, above, lead, actions, path = [] }: PageHeaderProps) {
  const t = useTexts(kitTexts);
  const heading = useArrival(title);
  return (
    <div className="b-page-header">
      {path.length > 0 ? (
        <nav aria-label={t("path")} className="b-path">
          <ol>
            {path.map((step) => (
              <li key={step.to}>
                <TextLink to={step.to}>{step.label}</TextLink>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="b-page-title">
        <div>
          {above === undefined ? null : <div className="b-above">{above}</div>}
          <Heading level={1} data-size="md" ref={heading} tabIndex={-1}>
            {title}
          </Heading>
        </div>
        {actions === undefined ? null : <div className="b-actions">{actions}</div>}
      </div>
      {lead === undefined || lead === "" ? null : <p className="b-lead">{lead}</p>}
    </div>
  );
}

export interface SectionProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className="b-section">
      <div className="b-section-title">
        <Heading level={2} data-size="xs">
          {title}
        </Heading>
        {actions === undefined ? null : <div className="b-actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
