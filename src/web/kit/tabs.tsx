import { AppLink } from "../link.tsx";
import "./kit.css";

export interface TabLink {
  readonly label: string;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly current: boolean;
}

/** Views of one thing, each with its own address: links that look like tabs. */
export function TabLinks({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className="b-tabs">
      <ul>
        {tabs.map((tab) => (
          <li key={tab.label}>
            <AppLink to={tab.to} search={tab.search ?? {}} aria-current={tab.current ? "page" : undefined}>
              {tab.label}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
