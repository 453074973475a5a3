import type { ComponentType } from "react";
import type { Label } from "../shared/language.ts";

/** The parts of the navigation, in the order they stand. */
export const areas = [
  "situation",
  "incidents",
  "changes",
  "preparedness",
  "follow-up",
  "protection",
  "register",
] as const;

export type Area = (typeof areas)[number];

export interface MenuEntry {
  readonly label: Label;
  readonly to: string;
  /** The permission that shows it; the server decides again whatever is shown. */
  readonly needs?: string;
  /** Smaller comes first; 100 when left out. */
  readonly order?: number;
}

export interface NavigationEntry extends MenuEntry {
  readonly area: Area;
}

/** `() => import("./incident-page.tsx").then((m) => m.IncidentPage)`: loaded when it is shown. */
type Lazy<Props> = () => Promise<ComponentType<Props>>;

/** Pages are given nothing: what they show is in the address. */
type PageProps = Readonly<Record<string, never>>;

export interface RouteEntry {
  /** As the router writes it: `/incidents/$incidentId`. */
  readonly path: string;
  readonly page: Lazy<PageProps>;
  /** The permission without which it shows nothing; what the menu entry that leads to it needs, when left out. */
  readonly needs?: string;
}

/** What a part is given by the page whose slot it fills. */
export interface SlotProps {
  readonly subjectType?: string;
  readonly subjectId?: string;
}

export interface SlotEntry {
  /** `situation`, `incident.aside` …: named by the page that opens it. */
  readonly slot: string;
  readonly part: Lazy<SlotProps>;
  readonly order?: number;
}

/** What `src/features/<feature>/web/index.tsx` exports as `feature`. Pages and parts load when shown. */
export interface WebFeature {
  readonly name: string;
  readonly navigation?: readonly NavigationEntry[];
  /** Entries of the menu + Rapportera. */
  readonly report?: readonly MenuEntry[];
  /** Entries behind the gear. */
  readonly gear?: readonly MenuEntry[];
  readonly routes?: readonly RouteEntry[];
  readonly slots?: readonly SlotEntry[];
}
