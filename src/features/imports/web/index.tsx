import { labelOf } from "../../../shared/texts.ts";
import type { WebFeature } from "../../../web/feature.ts";
import { navigationTexts } from "./navigation-texts.ts";

export const feature: WebFeature = {
  name: "imports",
  gear: [{ label: labelOf(navigationTexts, "imports"), to: "/imports", needs: "import:read", order: 30 }],
  routes: [
    { path: "/imports", page: () => import("./imports-page.tsx").then((m) => m.ImportsPage) },
    {
      path: "/imports/new",
      page: () => import("./new-import-page.tsx").then((m) => m.NewImportPage),
      needs: "import:run",
    },
    { path: "/imports/$importId", page: () => import("./import-page.tsx").then((m) => m.ImportPage) },
  ],
};
