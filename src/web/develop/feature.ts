import { labelOf } from "../../shared/texts.ts";
import { areas, type WebFeature } from "../feature.ts";
import { kitPageTexts } from "./texts.ts";

/**
 * The kit page, and entries in every menu so that the browser tests can walk them. A function, because
 * one that nobody calls leaves nothing behind in released builds.
 */
export const makeKitFeature = (): WebFeature => ({
  name: "kit",
  navigation: [
    { area: "register", label: labelOf(kitPageTexts, "title"), to: "/kit", order: 900 },
    ...areas.map((area) => ({
      area,
      label: labelOf(kitPageTexts, "tabs.1"),
      to: `/kit/${area}`,
      order: 901,
    })),
  ],
  report: [{ label: labelOf(kitPageTexts, "figure.incidents"), to: "/kit/incidents", order: 900 }],
  gear: [{ label: labelOf(kitPageTexts, "title"), to: "/kit", order: 900 }],
  routes: [
    { path: "/kit", page: () => import("./kit-page.tsx").then((m) => m.KitPage) },
    { path: "/kit/$area", page: () => import("./kit-page.tsx").then((m) => m.KitPage) },
  ],
});
