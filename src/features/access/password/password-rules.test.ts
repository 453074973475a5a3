import fc from "fast-check";
import { expect, test } from "vitest";
import { weaknessOf } from "./password-rules.ts";

const whose = { email: "lead@exempelkommun.example", name: "Någon Annansson", organisation: "Exempelkommun" };

test.each([
  ["1qaz2wsx3edc", "common"],
  ["Password1234", "common"],
  ["Välkommen-123", "common"],
  ["aaaaaaaaaaaa", "plain"],
  ["abcabcabcabc", "plain"],
  ["abcdefghijklmnop", "plain"],
  ["987654321098", "plain"],
  ["2023-04-12 14:05", "plain"],
  ["exempelkommun", "own"],
  ["Annansson123", "own"],
  ["lead@exempelkommun.example", "own"],
  ["Beredd2026!!", "own"],
  ["en lång mening duger", null],
  ["exempelkommun har tre bibliotek", null],
  ["åtta gröna björnar", null],
])("%s is weak because it is %s", (password, weakness) => {
  expect(weaknessOf(password, whose)).toBe(weakness);
});

test("no kinds of characters are asked for: four words of one's choosing pass", () => {
  const word = fc.stringMatching(/^[a-z]{5,8}$/);
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 4, maxLength: 4 }), (words) => {
      fc.pre(new Set(words.join("")).size >= 8);
      expect(weaknessOf(words.join(" "), whose)).toBeNull();
    }),
  );
});
