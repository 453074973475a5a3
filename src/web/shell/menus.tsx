import { CogIcon, GlobeIcon, MoonIcon, PersonCircleIcon, PlusIcon, SunIcon } from "@navikt/aksel-icons";
import { Button, Dropdown } from "@digdir/designsystemet-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { api } from "../api.ts";
import { useMay, usePerson, useTexts } from "../context.tsx";
import type { MenuEntry } from "../feature.ts";
import { gearEntries, reportEntries } from "../features.ts";
import { AppLink } from "../link.tsx";
import { chooseLanguage, chooseScheme, useLanguage, useScheme } from "../preferences.ts";
import { isPublic, sessionKey } from "../queries.ts";
import { shellTexts } from "../texts.ts";

function useShown(entries: readonly MenuEntry[]): readonly MenuEntry[] {
  const may = useMay();
  return entries.filter((entry) => may(entry.needs));
}

function EntryList({ entries, menuId }: { entries: readonly MenuEntry[]; menuId: string }) {
  const language = useLanguage();
  return (
    <Dropdown.List>
      {entries.map((entry) => (
        <Dropdown.Item key={entry.to}>
          <Dropdown.Button asChild>
            <AppLink to={entry.to} onClick={() => document.getElementById(menuId)?.hidePopover()}>
              {entry.label[language]}
            </AppLink>
          </Dropdown.Button>
        </Dropdown.Item>
      ))}
    </Dropdown.List>
  );
}

export function ReportMenu() {
  const scheme = useScheme();
  const t = useTexts(shellTexts);
  const id = useId();
  const entries = useShown(reportEntries);
  if (entries.length === 0) return null;
  return (
    <>
      <Button popoverTarget={id} className="b-report" aria-label={t("report")}>
        <PlusIcon aria-hidden />
        <span className="b-report-word">{t("report")}</span>
      </Button>
      <Dropdown id={id} placement="bottom-end" className="b-menu" data-color-scheme={scheme}>
        <EntryList entries={entries} menuId={id} />
      </Dropdown>
    </>
  );
}

export function GearMenu() {
  const scheme = useScheme();
  const t = useTexts(shellTexts);
  const id = useId();
  const entries = useShown(gearEntries);
  if (entries.length === 0) return null;
  return (
    <>
      <Button icon variant="tertiary" popoverTarget={id} aria-label={t("settings")}>
        <CogIcon aria-hidden />
      </Button>
      <Dropdown id={id} placement="bottom-end" className="b-menu" data-color-scheme={scheme}>
        <EntryList entries={entries} menuId={id} />
      </Dropdown>
    </>
  );
}

export function LanguageSwitch() {
  const t = useTexts(shellTexts);
  const other = useLanguage() === "sv" ? "en" : "sv";
  return (
    <Button variant="tertiary" lang={other} onClick={() => chooseLanguage(other)}>
      <GlobeIcon aria-hidden />
      {t("language.other")}
    </Button>
  );
}

function systemIsDark(): boolean {
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

export function SchemeSwitch() {
  const t = useTexts(shellTexts);
  const scheme = useScheme();
  const isDark = scheme === "auto" ? systemIsDark() : scheme === "dark";
  const next = isDark ? "light" : "dark";
  return (
    <Button
      icon
      variant="tertiary"
      aria-label={`${t("scheme")}: ${t(`scheme.${next}`)}`}
      onClick={() => chooseScheme(next)}
    >
      {isDark ? <SunIcon aria-hidden /> : <MoonIcon aria-hidden />}
    </Button>
  );
}

export function AccountMenu() {
  const scheme = useScheme();
  const t = useTexts(shellTexts);
  const id = useId();
  const person = usePerson();
  const client = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => api.delete<{ signOutAt: string } | null>("/session"),
    onSuccess: (answer) => {
      // Who came by a provider signs out there, too; it leads back here.
      if (answer !== null) location.assign(answer.signOutAt);
      client.setQueryData(sessionKey, null);
      // What one person saw is nothing for the next.
      client.removeQueries({ predicate: (query) => !isPublic(query.queryKey) });
    },
  });
  if (person === null) return null;
  return (
    <>
      <Button icon variant="tertiary" popoverTarget={id} aria-label={t("person", { name: person.name })}>
        <PersonCircleIcon aria-hidden />
      </Button>
      <Dropdown id={id} placement="bottom-end" className="b-menu" data-color-scheme={scheme}>
        <div className="b-account">
          <strong>{person.name}</strong>
          <span>{person.email}</span>
        </div>
        <Dropdown.List>
          <Dropdown.Item>
            <Dropdown.Button asChild>
              <AppLink to="/account" onClick={() => document.getElementById(id)?.hidePopover()}>
                {t("account")}
              </AppLink>
            </Dropdown.Button>
          </Dropdown.Item>
          <Dropdown.Item>
            <Dropdown.Button onClick={() => signOut.mutate()}>{t("sign-out")}</Dropdown.Button>
          </Dropdown.Item>
        </Dropdown.List>
      </Dropdown>
    </>
  );
}
