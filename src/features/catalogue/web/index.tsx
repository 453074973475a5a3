import { labelOf } from "../../../shared/texts.ts";
import type { WebFeature } from "../../../web/feature.ts";
import { navigationTexts } from "./navigation-texts.ts";

export const feature: WebFeature = {
  name: "catalogue",
  navigation: [
    {
      area: "register",
      label: labelOf(navigationTexts, "catalogue"),
      to: "/services",
      needs: "catalogue:read",
      order: 10,
    },
    {
      area: "register",
      label: labelOf(navigationTexts, "suppliers"),
      to: "/suppliers",
      needs: "catalogue:read",
      order: 30,
    },
  ],
  routes: [
    { path: "/services", page: () => import("./services-page.tsx").then((m) => m.ServicesPage) },
    { path: "/services/$serviceId", page: () => import("./service-page.tsx").then((m) => m.ServicePage) },
    { path: "/systems", page: () => import("./systems-page.tsx").then((m) => m.SystemsPage) },
    { path: "/systems/$systemId", page: () => import("./system-page.tsx").then((m) => m.SystemPage) },
    { path: "/map", page: () => import("./map-page.tsx").then((m) => m.MapPage) },
    { path: "/suppliers", page: () => import("./suppliers-page.tsx").then((m) => m.SuppliersPage) },
    {
      path: "/suppliers/$supplierId",
      page: () => import("./supplier-page.tsx").then((m) => m.SupplierPage),
    },
    { path: "/agreements", page: () => import("./agreements-page.tsx").then((m) => m.AgreementsPage) },
    {
      path: "/agreements/$agreementId",
      page: () => import("./agreement-page.tsx").then((m) => m.AgreementPage),
    },
  ],
  slots: [
    { slot: "unit.aside", part: () => import("./unit-uses.tsx").then((m) => m.UnitUses) },
    { slot: "unit.aside", part: () => import("./unit-activities.tsx").then((m) => m.UnitActivities) },
    { slot: "site.aside", part: () => import("./site-systems.tsx").then((m) => m.SiteSystems) },
  ],
};
