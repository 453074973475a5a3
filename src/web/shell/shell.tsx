import { SkipLink } from "@digdir/designsystemet-react";
import { Outlet } from "@tanstack/react-router";
import { useTexts } from "../context.tsx";
import { Notes } from "../kit/notes.tsx";
import { useLive } from "../live.ts";
import { shellTexts } from "../texts.ts";
import { BreakGlassBanner } from "./break-glass-banner.tsx";
import { Guard } from "./guard.tsx";
import { Header } from "./header.tsx";
import { Navigation } from "./navigation.tsx";
import { OutageBanner } from "./outage-banner.tsx";
import "./shell.css";

export function Shell() {
  const t = useTexts(shellTexts);
  useLive();
  return (
    <>
      <SkipLink href="#content">{t("skip")}</SkipLink>
      <Header />
      <div className="b-body">
        <nav className="b-side" aria-label={t("navigation")}>
          <div className="b-side-inner">
            <Navigation />
          </div>
        </nav>
        <main id="content" className="b-main" tabIndex={-1}>
          <OutageBanner />
          <BreakGlassBanner />
          <Guard>
            <Outlet />
          </Guard>
        </main>
      </div>
      <Notes />
    </>
  );
}
