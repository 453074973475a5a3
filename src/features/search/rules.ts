import type { Found, FoundGroup, Hit } from "./contract.ts";

/** `INC-2023-0412`: somebody wants that record and no other. */
export function isNumber(text: string): boolean {
  return /^\p{L}{2,5}-\d{4}-\d{1,9}$/u.test(text.trim());
}

function rank(name: string, wanted: string): number {
  const plain = name.toLocaleLowerCase("sv");
  if (plain === wanted) return 0;
  if (plain.startsWith(wanted)) return 1;
  return plain.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted)) ? 2 : 3;
}

/** The name itself, then what begins with it, then where a word does; otherwise as they came. */
export function bestFirst<Row extends { readonly name: string }>(rows: readonly Row[], q: string): Row[] {
  const wanted = q.trim().toLocaleLowerCase("sv");
  return rows.toSorted((a, b) => rank(a.name, wanted) - rank(b.name, wanted));
}

/** The one record that has the number; null where none has, or where a name was asked for. */
export function recordOf(groups: readonly FoundGroup[], q: string): Found["record"] {
  if (!isNumber(q)) return null;
  const same = (hit: Hit) => hit.number?.toLowerCase() === q.trim().toLowerCase();
  for (const { type, items } of groups) {
    const record = items.find(same);
    if (record !== undefined) return { type, id: record.id };
  }
  return null;
}
