import { MagnifyingGlassIcon, MenuHamburgerIcon } from "@navikt/aksel-icons";
import { Button, Dialog } from "@digdir/designsystemet-react";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useId, useRef, type FormEvent } from "react";
import { useBootstrap, useTexts } from "../context.tsx";
import { useFilters } from "../filters.ts";
import { AppLink, useGo } from "../link.tsx";
import { useScheme } from "../preferences.ts";
import { shellTexts } from "../texts.ts";
import { Mark } from "./mark.tsx";
import { AccountMenu, GearMenu, LanguageSwitch, ReportMenu, SchemeSwitch } from "./menus.tsx";
import { Navigation } from "./navigation.tsx";

/** Whether what is typed is meant for where the focus is: a field, an open dialog. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open]") !== null) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=application]"))
  );
}

/** The field, with what was searched for in it; `/` goes there from anywhere, as people know it from elsewhere. */
function useSearchInput() {
  const input = useRef<HTMLInputElement>(null);
  const { pathname } = useLocation();
  const { q } = useFilters(["q"]).values;
  const sought = pathname === "/search" ? (q ?? "") : "";
  // It shows what the page at hand answers, and is empty elsewhere; between, it is whoever types who owns it.
  useEffect(() => {
    if (input.current !== null) input.current.value = sought;
  }, [sought]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || isTaken(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return input;
}

function SearchForm() {
  const t = useTexts(shellTexts);
  const go = useGo();
  const id = useId();
  const input = useSearchInput();
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
        ref={input}
        id={id}
        aria-keyshortcuts="/"
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
