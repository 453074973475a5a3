import type { ReactNode } from "react";
import { useBootstrap, useTexts } from "../context.tsx";
import { PageHeader } from "../kit/page-header.tsx";
import { shellTexts } from "../texts.ts";
import { Mark } from "./mark.tsx";
import { LanguageSwitch, SchemeSwitch } from "./menus.tsx";
import "./shell.css";

export interface AloneProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** A page before one is signed in: one thing to do, and whose it is. */
export function Alone({ title, lead, children }: AloneProps) {
  const t = useTexts(shellTexts);
  const { version } = useBootstrap();
  return (
    <div className="b-door">
      <header className="b-door-brand" data-color-scheme="dark">
        <div className="b-brand">
          <Mark className="b-mark" />
          <span className="b-brand-name">Beredd</span>
        </div>
        <p className="b-door-promise">{t("sign-in.promise")}</p>
        <Mark className="b-door-mark" />
      </header>
      <main className="b-door-main">
        <div className="b-door-tools">
          <LanguageSwitch />
          <SchemeSwitch />
        </div>
        <div className="b-door-content">
          <PageHeader title={title} lead={lead} />
          {children}
        </div>
        <footer className="b-door-foot">{version === "" ? null : t("version", { version })}</footer>
      </main>
    </div>
  );
}
