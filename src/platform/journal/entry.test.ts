import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical } from "./entry.ts";

/** Slow and plain: keys in order, `undefined` left out. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => plain(item ?? null)).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const pairs = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${plain(item)}`).join(",")}}`;
}

const leaf = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined));
const key = fc.oneof(fc.constantFrom("9", "10", "a", "b", "å", "10a"), fc.string());
const { body } = fc.letrec((tie) => ({
  body: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie("body"), { maxLength: 4 }),
    fc.dictionary(key, tie("body"), { maxKeys: 5 }),
    // In order already, as the writer of thousands takes care to have them.
    fc
      .dictionary(key, leaf, { maxKeys: 5 })
      .map((pairs) => Object.fromEntries(Object.entries(pairs).toSorted(([a], [b]) => (a < b ? -1 : 1)))),
  ),
}));

test("a body is written in one form, however its keys stood", () => {
  const alike = fc.property(body, (value) => {
    expect(canonical(value)).toBe(plain(value));
  });
  fc.assert(alike, { numRuns: 500 });
});
