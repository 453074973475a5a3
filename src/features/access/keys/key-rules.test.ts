import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor, Reach } from "../../../platform/actor.ts";
import { hashKey, hintOf, looksLikeKey, newKey } from "./key-format.ts";
import { narrowed, pathFits } from "./key-rules.ts";

const UNITS = ["north", "south", "east"];
const PERMISSIONS = ["incident:read", "incident:report", "breach:read", "role:edit", "key:make"];

const reach: fc.Arbitrary<Reach> = fc.oneof(
  fc.constant("all" as const),
  fc.uniqueArray(fc.constantFrom(...UNITS)).map((units) => new Set(units)),
);
const owner = fc
  .array(fc.tuple(fc.constantFrom(...PERMISSIONS), reach))
  .map((held): Actor => ({ kind: "person", id: "owner", permissions: new Map(held), unrestricted: false }));
const units = fc.oneof(fc.constant("all" as const), fc.uniqueArray(fc.constantFrom(...UNITS)));
const within = (inner: Reach, outer: Reach | undefined) =>
  outer === "all" || (outer !== undefined && inner !== "all" && [...inner].every((unit) => outer.has(unit)));

describe("a key", () => {
  test("never exceeds what its owner holds, what it was made for, and its units", () => {
    fc.assert(
      fc.property(owner, fc.subarray(PERMISSIONS), units, (person, permissions, over) => {
        for (const [permission, held] of narrowed(person, permissions, over)) {
          expect(permissions).toContain(permission);
          expect(within(held, person.permissions.get(permission))).toBe(true);
          expect(over === "all" || within(held, new Set(over))).toBe(true);
        }
      }),
    );
  });

  test("carries nothing that decides who gets in, though its owner may", () => {
    const person: Actor = {
      kind: "person",
      id: "owner",
      permissions: new Map(PERMISSIONS.map((permission) => [permission, "all"])),
      unrestricted: false,
    };
    expect([...narrowed(person, PERMISSIONS, "all").keys()]).toEqual([
      "incident:read",
      "incident:report",
      "breach:read",
    ]);
  });

  test("is known by its prefix and checksum, and each is another", () => {
    const keys = new Set(Array.from({ length: 200 }, newKey));
    expect(keys.size).toBe(200);
    for (const key of keys) {
      expect(looksLikeKey(key)).toBe(true);
      expect(key).toMatch(/^beredd_[0-9A-Za-z]{49}$/);
      const mistyped = key.slice(0, 20) + (key[20] === "a" ? "b" : "a") + key.slice(21);
      expect(looksLikeKey(mistyped)).toBe(false);
      expect(hintOf(key)).toBe(key.slice(0, 13));
      expect(hashKey(key)).toHaveLength(32);
    }
    expect(["", "beredd_", "beredd_kort", `x${[...keys][0]}`].some(looksLikeKey)).toBe(false);
  });

  test("for one address is taken there and under it, however the other is written", () => {
    const only = "/api/v1/incidents";
    expect(pathFits(null, "/api/v1/journal")).toBe(true);
    for (const path of [only, `${only}/123`, `${only}/123/updates`]) expect(pathFits(only, path)).toBe(true);
    for (const path of [
      "/api/v1/incident",
      "/api/v1/incidents-export",
      `${only}/../people`,
      `${only}/%2e%2e/people`,
      `${only}//people`,
      `${only}\\..\\people`,
      "/API/v1/incidents",
      "/",
    ])
      expect(pathFits(only, path), path).toBe(false);
  });
});
