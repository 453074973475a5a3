import { useLocation } from "@tanstack/react-router";
import { useMay, useTexts } from "../context.tsx";
import { areas, type Area, type NavigationEntry } from "../feature.ts";
import { navigation } from "../features.ts";
import { AppLink } from "../link.tsx";
import { useLanguage } from "../preferences.ts";
import { shellTexts } from "../texts.ts";

/** The entry whose path is the longest beginning of the address: one entry is marked, never two. */
export function currentEntry(
  entries: readonly NavigationEntry[],
  pathname: string,
): NavigationEntry | undefined {
  const fits = (to: string) =>
    to === pathname || (to !== "/" && pathname.startsWith(to.endsWith("/") ? to : `${to}/`));
  return entries.filter((entry) => fits(entry.to)).toSorted((a, b) => b.to.length - a.to.length)[0];
}

interface AreaProps {
  readonly area: Area;
  readonly entries: readonly NavigationEntry[];
  readonly current: NavigationEntry | undefined;
}

function AreaEntries({ area, entries, current }: AreaProps) {
  const t = useTexts(shellTexts);
  const language = useLanguage();
  const heading = t(`area.${area}`);
  const [only] = entries;
  // An area with one page of its own name needs no heading above it.
  const alone = entries.length === 1 && only !== undefined && only.label[language] === heading;
  return (
    <li>
      {alone ? null : <span className="b-nav-area">{heading}</span>}
      <ul className="b-nav-entries">
        {entries.map((entry) => (
          <li key={entry.to}>
            <AppLink
              to={entry.to}
              className="b-nav-entry"
              aria-current={entry === current ? "page" : undefined}
            >
              {entry.label[language]}
            </AppLink>
          </li>
        ))}
      </ul>
    </li>
  );
}

export function Navigation() {
  const may = useMay();
  const { pathname } = useLocation();
  const shown = navigation.filter((entry) => may(entry.needs));
  const current = currentEntry(shown, pathname);
  const used = areas
    .map((area) => ({ area, entries: shown.filter((entry) => entry.area === area) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <ul className="b-nav">
      {used.map((one) => (
        <AreaEntries key={one.area} {...one} current={current} />
      ))}
    </ul>
  );
}
