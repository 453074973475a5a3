/** A link in a file needs the whole address; without one the text stands alone. */
export function absoluteLink(href: string | null | undefined, address: string | null): string | null {
  if (href === null || href === undefined || address === null) return null;
  return address.replace(/\/+$/u, "") + href;
}
