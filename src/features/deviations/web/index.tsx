import { labelOf } from "../../../shared/texts.ts";
import type { WebFeature } from "../../../web/feature.ts";
import { navigationTexts } from "./navigation-texts.ts";

export const feature: WebFeature = {
  name: "deviations",
  navigation: [
    {
      area: "follow-up",
      label: labelOf(navigationTexts, "deviations"),
      to: "/deviations",
      needs: "deviation:read",
      order: 30,
    },
  ],
  routes: [
    { path: "/deviations", page: () => import("./deviations-page.tsx").then((m) => m.DeviationsPage) },
    {
      path: "/deviations/$deviationId",
      page: () => import("./deviation-page.tsx").then((m) => m.DeviationPage),
    },
    { path: "/actions", page: () => import("./actions-page.tsx").then((m) => m.ActionsPage) },
    { path: "/actions/$actionId", page: () => import("./action-page.tsx").then((m) => m.ActionPage) },
  ],
};
