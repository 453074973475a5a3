import { labelOf } from "../../../shared/texts.ts";
import type { WebFeature } from "../../../web/feature.ts";
import { navigationTexts } from "./navigation-texts.ts";

export const feature: WebFeature = {
  name: "reports",
  navigation: [
    {
      area: "follow-up",
      label: labelOf(navigationTexts, "reports"),
      to: "/reports",
      needs: "report:read",
      order: 10,
    },
  ],
  routes: [
    { path: "/reports", page: () => import("./reports-page.tsx").then((m) => m.ReportsPage) },
    {
      path: "/reports/new",
      page: () => import("./new-report-page.tsx").then((m) => m.NewReportPage),
      needs: "report:edit",
    },
    { path: "/reports/$reportId", page: () => import("./report-page.tsx").then((m) => m.ReportPage) },
  ],
};
