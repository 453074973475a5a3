import { labelOf } from "../../../shared/texts.ts";
import type { WebFeature } from "../../../web/feature.ts";
import { navigationTexts } from "./navigation-texts.ts";

export const feature: WebFeature = {
  name: "incidents",
  navigation: [
    {
      area: "incidents",
      label: labelOf(navigationTexts, "incidents"),
      to: "/incidents",
      needs: "incident:read",
      order: 10,
    },
    {
      area: "incidents",
      label: labelOf(navigationTexts, "major"),
      to: "/major-incidents",
      needs: "incident:read",
      order: 20,
    },
    {
      area: "incidents",
      label: labelOf(navigationTexts, "outages"),
      to: "/planned-outages",
      needs: "planned-outage:read",
      order: 30,
    },
  ],
  report: [
    {
      label: labelOf(navigationTexts, "report"),
      to: "/report/incident",
      needs: "incident:report",
      order: 10,
    },
    {
      label: labelOf(navigationTexts, "outage"),
      to: "/report/planned-outage",
      needs: "planned-outage:edit",
      order: 20,
    },
  ],
  gear: [{ label: labelOf(navigationTexts, "matrix"), to: "/priorities", needs: "settings:edit", order: 40 }],
  routes: [
    { path: "/incidents", page: () => import("./incidents-page.tsx").then((m) => m.IncidentsPage) },
    { path: "/incidents/$incidentId", page: () => import("./incident-page.tsx").then((m) => m.IncidentPage) },
    {
      path: "/major-incidents",
      page: () => import("./incidents-page.tsx").then((m) => m.MajorIncidentsPage),
    },
    { path: "/report/incident", page: () => import("./report-page.tsx").then((m) => m.ReportPage) },
    {
      path: "/report/planned-outage",
      page: () => import("./plan-outage-page.tsx").then((m) => m.PlanOutagePage),
    },
    { path: "/planned-outages", page: () => import("./outages-page.tsx").then((m) => m.OutagesPage) },
    {
      path: "/planned-outages/$plannedOutageId",
      page: () => import("./outage-page.tsx").then((m) => m.OutagePage),
    },
    { path: "/priorities", page: () => import("./priorities-page.tsx").then((m) => m.PrioritiesPage) },
  ],
};
