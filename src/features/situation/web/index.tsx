import { labelOf } from "../../../shared/texts.ts";
import type { WebFeature } from "../../../web/feature.ts";
import { navigationTexts } from "./navigation-texts.ts";

export const feature: WebFeature = {
  name: "situation",
  navigation: [
    {
      area: "situation",
      label: labelOf(navigationTexts, "situation"),
      to: "/",
      needs: "incident:read",
      order: 1,
    },
  ],
  routes: [{ path: "/", page: () => import("./situation-page.tsx").then((m) => m.SituationPage) }],
};
