import { Link as RouterLink, useNavigate, useParams } from "@tanstack/react-router";
import type { ComponentProps, ReactNode } from "react";

export interface AppLinkProps extends Omit<ComponentProps<"a">, "href"> {
  /** A path within the product: `/incidents/${id}`. */
  readonly to: string;
  readonly search?: Readonly<Record<string, string | string[] | undefined>>;
  readonly children: ReactNode;
}

/** A link inside the product. Features use this and need not know the router. */
export function AppLink({ to, search, ...rest }: AppLinkProps) {
  // The router marks a link to exactly this address as current; other marks are the caller's.
  return (
    <RouterLink
      to={to}
      search={search ?? {}}
      activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
      {...rest}
    />
  );
}

/** A link in running text, in the look of the design system. */
export function TextLink({ className, ...rest }: AppLinkProps) {
  return <AppLink className={`ds-link${className === undefined ? "" : ` ${className}`}`} {...rest} />;
}

/** Goes to a path within the product after an act: `go("/incidents/" + id)`. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return (to, options) => void navigate({ to, replace: options?.replace ?? false });
}

/** A parameter of the page's path: `const id = usePathParam("incidentId")`. */
export function usePathParam(name: string): string {
  const params: Readonly<Record<string, unknown>> = useParams({ strict: false });
  const value = params[name];
  if (typeof value !== "string") throw new Error(`The path has no parameter ${name}`);
  return value;
}
