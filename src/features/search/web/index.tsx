import type { WebFeature } from "../../../web/feature.ts";

export const feature: WebFeature = {
  name: "search",
  routes: [{ path: "/search", page: () => import("./search-page.tsx").then((m) => m.SearchPage) }],
};
