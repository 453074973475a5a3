import { QueryClientProvider } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  RouterProvider,
} from "@tanstack/react-router";
import type { RouteEntry } from "./feature.ts";
import { routes } from "./features.ts";
import { parseSearch, stringifySearch } from "./filters.ts";
import { createQueryClient } from "./queries.ts";
import { Broken } from "./shell/broken.tsx";
import { Gate } from "./shell/gate.tsx";
import { NotFound } from "./shell/not-found.tsx";

const root = createRootRoute({
  component: Gate,
  notFoundComponent: NotFound,
  errorComponent: Broken,
});

const start: RouteEntry = {
  path: "/",
  page: () => import("./shell/start-page.tsx").then((m) => m.StartPage),
};

function allRoutes(): readonly RouteEntry[] {
  const hasStart = routes.some((entry) => entry.path === "/");
  return [...routes, ...(hasStart ? [] : [start])];
}

const router = createRouter({
  routeTree: root.addChildren(
    allRoutes().map((entry) =>
      createRoute({
        getParentRoute: () => root,
        path: entry.path,
        component: lazyRouteComponent(async () => ({ default: await entry.page() })),
        errorComponent: Broken,
      }),
    ),
  ),
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  scrollRestoration: true,
});

const client = createQueryClient();

export function App() {
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
