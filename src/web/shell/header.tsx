import { MagnifyingGlassIcon, MenuHamburgerIcon } from "@navikt/aksel-icons";
import { Button, Dialog } from "@digdir/designsystemet-react";
import { useLocation } from "@tanstack/react-router";
import { useId, useRef, type FormEvent } from "react";
import { useBootstrap, useTexts } from "../context.tsx";
import { AppLink, useGo } from "../link.tsx";
import { useScheme } from "../preferences.ts";
import { shellTexts } from "../texts.ts";
import { Mark } from "./mark.tsx";
import { AccountMenu, GearMenu, LanguageSwitch, ReportMenu, SchemeSwitch } from "./menus.tsx";
import { Navigation } from "./navigation.tsx";

function SearchForm() {
  const t = useTexts(shellTexts);
  const go = useGo();
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = new FormData(event.currentTarget).get("q");
    if (typeof wanted === "string" && wanted.trim() !== "") {
      go(`/search?q=${encodeURIComponent(wanted.trim())}`);
    }
  };
  return (
    <form role="search" className="b-search" onSubmit={submit}>
      <label htmlFor={id} className="ds-sr-only">
        {t("search.hint")}
      </label>
      <MagnifyingGlassIcon aria-hidden className="b-search-icon" />
      <input
        id={id}
        className="ds-input b-search-input"
        type="search"
        name="q"
        autoComplete="off"
        placeholder={t("search")}
      />
    </form>
  );
}

function Drawer() {
  const t = useTexts(shellTexts);
  const dialog = useRef<HTMLDialogElement>(null);
  const { pathname } = useLocation();
  // The header is dark in every scheme; what opens out of it is as the page is.
  const scheme = useScheme();
  return (
    <>
      <Button
        icon
        variant="tertiary"
        className="b-menu-button"
        aria-label={t("menu")}
        onClick={() => dialog.current?.showModal()}
      >
        <MenuHamburgerIcon aria-hidden />
      </Button>
      {/* A new page gets a new, closed drawer. */}
      <Dialog
        key={pathname}
        ref={dialog}
        placement="left"
        closedby="any"
        closeButton={t("menu.close")}
        className="b-drawer"
        data-color-scheme={scheme}
        aria-label={t("navigation")}
      >
        <nav aria-label={t("navigation")}>
          <Navigation />
        </nav>
        <div className="b-drawer-foot">
          <LanguageSwitch />
          <SchemeSwitch />
        </div>
      </Dialog>
    </>
  );
}

export function Header() {
  const { organisationName } = useBootstrap();
  return (
    <header className="b-header" data-color-scheme="dark">
      <Drawer />
      <AppLink to="/" className="b-brand">
        <Mark className="b-mark" />
        <span className="b-brand-name">Beredd</span>
        <span className="b-brand-organisation">{organisationName}</span>
      </AppLink>
      <SearchForm />
      <div className="b-header-tools">
        <ReportMenu />
        <span className="b-wide">
          <LanguageSwitch />
          <SchemeSwitch />
        </span>
        <GearMenu />
        <AccountMenu />
      </div>
    </header>
  );
}
