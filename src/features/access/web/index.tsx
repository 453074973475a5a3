import { labelOf } from "../../../shared/texts.ts";
import type { WebFeature } from "../../../web/feature.ts";
import { navigationTexts } from "./navigation-texts.ts";

export const feature: WebFeature = {
  name: "access",
  gear: [
    { label: labelOf(navigationTexts, "people"), to: "/people", needs: "access:read", order: 10 },
    { label: labelOf(navigationTexts, "sign-in"), to: "/sign-in-rules", needs: "sign-in:edit", order: 15 },
    { label: labelOf(navigationTexts, "keys"), to: "/keys", needs: "key:make", order: 20 },
    { label: labelOf(navigationTexts, "journal"), to: "/journal", needs: "journal:read", order: 90 },
  ],
  routes: [
    { path: "/people", page: () => import("./people/people-page.tsx").then((m) => m.PeoplePage) },
    {
      path: "/permissions",
      page: () => import("./roles/permissions-page.tsx").then((m) => m.PermissionsPage),
      needs: "access:read",
    },
    {
      path: "/roles",
      page: () => import("./roles/roles-page.tsx").then((m) => m.RolesPage),
      needs: "access:read",
    },
    {
      path: "/roles/new",
      page: () => import("./roles/role-page.tsx").then((m) => m.NewRolePage),
      needs: "role:edit",
    },
    {
      path: "/roles/$roleId",
      page: () => import("./roles/role-page.tsx").then((m) => m.RolePage),
      needs: "access:read",
    },
    { path: "/account", page: () => import("./account/account-page.tsx").then((m) => m.AccountPage) },
    {
      path: "/sign-in-rules",
      page: () => import("./sign-in/sign-in-settings-page.tsx").then((m) => m.SignInSettingsPage),
      needs: "sign-in:edit",
    },
    { path: "/keys", page: () => import("./keys/keys-page.tsx").then((m) => m.KeysPage) },
    {
      path: "/break-glass",
      page: () => import("./break-glass/break-glass-page.tsx").then((m) => m.BreakGlassPage),
      needs: "break-glass:manage",
    },
    { path: "/journal", page: () => import("./journal/journal-page.tsx").then((m) => m.JournalPage) },
  ],
  slots: [
    {
      slot: "situation.notices",
      part: () => import("./break-glass/break-glass-notices.tsx").then((m) => m.BreakGlassNotices),
      order: 1,
    },
  ],
};
