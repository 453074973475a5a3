/** `/incidents?openedFrom=…` as the router takes it: its path and its parameters. */
export function linkOf(href: string): { to: string; search: Record<string, string | string[]> } {
  const { pathname, searchParams } = new URL(href, "http://x");
  const search = Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const all = searchParams.getAll(name);
      return [name, all.length > 1 ? all : (all[0] ?? "")];
    }),
  );
  return { to: pathname, search };
}
