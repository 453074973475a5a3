import { labelOf } from "../../../shared/texts.ts";
import type { WebFeature } from "../../../web/feature.ts";
import { navigationTexts } from "./navigation-texts.ts";

export const feature: WebFeature = {
  name: "statistics",
  navigation: [
    {
      area: "follow-up",
      label: labelOf(navigationTexts, "statistics"),
      to: "/statistics",
      needs: "statistics:read",
      order: 20,
    },
  ],
  routes: [
    { path: "/statistics", page: () => import("./statistics-page.tsx").then((m) => m.StatisticsPage) },
  ],
};
