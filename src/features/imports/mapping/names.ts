/** Compares names of columns and values as people would: `sys_updated_at`, `SysUpdatedAt` and `Sys updated at` are one. */
export function plainName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replace(/ø/g, "o")
    .replace(/æ/g, "a")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
