import { makeKitFeature } from "./develop/feature.ts";
import type { MenuEntry, NavigationEntry, RouteEntry, SlotEntry, WebFeature } from "./feature.ts";

/** A feature is registered by having a `web/index.tsx`; its entries appear as it does. */
const found = import.meta.glob<{ feature: WebFeature }>("../features/*/web/index.tsx", {
  eager: true,
});

/** Constant in a build, so that a released one has no trace of the kit page. */
const developing: boolean = import.meta.env.BEREDD_WEB_KIT;

export const features: readonly WebFeature[] = [
  ...Object.values(found).map(({ feature }) => feature),
  ...(developing ? [makeKitFeature()] : []),
];

function inOrder<Entry extends { readonly order?: number }>(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => (a.order ?? 100) - (b.order ?? 100));
}

export const navigation: readonly NavigationEntry[] = inOrder(
  features.flatMap((feature) => feature.navigation ?? []),
);
export const reportEntries: readonly MenuEntry[] = inOrder(
  features.flatMap((feature) => feature.report ?? []),
);
export const gearEntries: readonly MenuEntry[] = inOrder(features.flatMap((feature) => feature.gear ?? []));
export const routes: readonly RouteEntry[] = features.flatMap((feature) => feature.routes ?? []);

/** What a page takes: as it says itself, or as the entry says under whose address it stands. The start page is for all. */
export function needOf({ path, needs }: RouteEntry): string | undefined {
  if (needs !== undefined || path === "/") return needs;
  return [...navigation, ...reportEntries, ...gearEntries]
    .filter(({ to }) => path === to || path.startsWith(`${to}/`))
    .toSorted((a, b) => b.to.length - a.to.length)[0]?.needs;
}

export function partsOf(slot: string): SlotEntry[] {
  return inOrder(features.flatMap((feature) => feature.slots ?? [])).filter((entry) => entry.slot === slot);
}
