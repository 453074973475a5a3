import fc from "fast-check";
import { expect, test } from "vitest";
import { newCode, normaliseCode } from "./code.ts";
import { testDueSince } from "./rules.ts";

const ZONE = "Europe/Stockholm";

test("a code is read from paper however it is typed", () => {
  fc.assert(
    fc.property(fc.func(fc.boolean()), (lower) => {
      const code = newCode();
      const typed = Array.from(code)
        .map((letter, index) => (lower(index) ? letter.toLowerCase() : letter))
        .join("")
        .replaceAll("-", " ")
        .replaceAll("0", "o")
        .replaceAll("1", "l");
      expect(normaliseCode(typed)).toBe(code.replaceAll("-", ""));
    }),
  );
  expect(newCode()).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(new Set(Array.from({ length: 100 }, newCode)).size).toBe(100);
});

test("the test is due a year after the first code or the last test, and never where there was no code", () => {
  const due = (firstIssuedAt: string | null, lastTestAt: string | null, now: string) =>
    testDueSince({ firstIssuedAt, lastTestAt }, 12, ZONE, now);
  expect(due(null, null, "2030-01-01T00:00:00Z")).toBeNull();
  expect(due("2023-04-12T12:00:00Z", null, "2024-04-12T11:59:59Z")).toBeNull();
  expect(due("2023-04-12T12:00:00Z", null, "2024-04-12T12:00:00Z")).toBe("2024-04-12T12:00:00Z");
  expect(due("2023-04-12T12:00:00Z", "2024-03-01T08:00:00Z", "2024-12-01T00:00:00Z")).toBeNull();
  expect(due("2023-04-12T12:00:00Z", "2024-03-01T08:00:00Z", "2025-06-01T00:00:00Z")).toBe(
    "2025-03-01T08:00:00Z",
  );
});
