import fc from "fast-check";
import { expect, test } from "vitest";
import type { FoundGroup } from "./contract.ts";
import { bestFirst, recordOf } from "./rules.ts";

const hit = (number: string, id: string) => ({
  id,
  number,
  name: "x",
  about: null,
  passage: null,
  at: null,
  open: null,
});
const group = (type: FoundGroup["type"], items: FoundGroup["items"]): FoundGroup => ({
  type,
  items,
  total: { count: items.length, more: false },
});

test("the name itself comes first, then what begins with it, then a word that does, then the rest", () => {
  const names = ["Hempost", "Ny post", "Postgirot", "Post", "E-post"];
  expect(
    bestFirst(
      names.map((name) => ({ name })),
      "post",
    ).map(({ name }) => name),
  ).toEqual(["Post", "Postgirot", "Ny post", "E-post", "Hempost"]);
});

test("nothing is lost or added by ranking", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.string(), (names, q) => {
      const ranked = bestFirst(
        names.map((name) => ({ name })),
        q,
      ).map(({ name }) => name);
      expect(ranked.toSorted()).toEqual(names.toSorted());
    }),
  );
});

test("a number leads to the record that has exactly it, however it is written", () => {
  const groups = [
    group("incident", [hit("INC-2023-00412", "a")]),
    group("action", [hit("INC-2023-0412", "b")]),
  ];
  expect(recordOf(groups, " inc-2023-0412 ")).toEqual({ type: "action", id: "b" });
  expect(recordOf(groups, "INC-2023-041")).toBeNull();
  expect(recordOf(groups, "2023")).toBeNull();
});
