import { labelOf } from "../../../shared/texts.ts";
import type { WebFeature } from "../../../web/feature.ts";
import { navigationTexts } from "./navigation-texts.ts";

export const feature: WebFeature = {
  name: "organisation",
  navigation: [
    {
      area: "register",
      label: labelOf(navigationTexts, "organisation"),
      to: "/units",
      needs: "organisation:read",
      order: 20,
    },
  ],
  routes: [
    { path: "/units", page: () => import("./units-page.tsx").then((m) => m.UnitsPage) },
    { path: "/units/$unitId", page: () => import("./unit-page.tsx").then((m) => m.UnitPage) },
    { path: "/sites", page: () => import("./sites-page.tsx").then((m) => m.SitesPage) },
    { path: "/sites/$siteId", page: () => import("./site-page.tsx").then((m) => m.SitePage) },
    { path: "/networks", page: () => import("./networks-page.tsx").then((m) => m.NetworksPage) },
  ],
};
