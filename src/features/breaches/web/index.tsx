import { labelOf } from "../../../shared/texts.ts";
import type { WebFeature } from "../../../web/feature.ts";
import { navigationTexts } from "./navigation-texts.ts";

const label = labelOf(navigationTexts, "breaches");

export const feature: WebFeature = {
  name: "breaches",
  navigation: [{ area: "protection", label, to: "/breaches", needs: "breach:read", order: 10 }],
  routes: [
    { path: "/breaches", page: () => import("./breaches-page.tsx").then((m) => m.BreachesPage) },
    { path: "/breaches/$breachId", page: () => import("./breach-page.tsx").then((m) => m.BreachPage) },
  ],
};
