import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor, Reach } from "../../../platform/actor.ts";
import { expand } from "./actors.ts";
import { bundles, shippedRoles } from "./bundles.ts";
import { mayGive } from "./giving.ts";
import { permissions } from "./permissions.ts";
import { notDecided, permissionsOf } from "./roles.ts";

const ROOT = "root";
const UNITS = ["north", "south", "east"];

function holder(held: ReadonlyMap<string, Reach>, kind: Actor["kind"] = "person"): Actor {
  return { kind, id: "somebody", permissions: held, unrestricted: false };
}

describe("a role that ships", () => {
  test("is what this release says until it is edited, and so gets what the release brings", () => {
    for (const code of shippedRoles)
      expect(permissionsOf({ code, edited: false, decisions: [] })).toEqual(bundles[code]);
  });

  test("once edited holds what was decided alone; what came later is not decided and not held", () => {
    const role = {
      code: "reader",
      edited: true,
      decisions: [
        { permission: "incident:read", held: true },
        { permission: "report:read", held: false },
      ],
    };
    expect(permissionsOf(role)).toEqual(["incident:read"]);
    expect(notDecided(role)).toContain("statistics:read");
    expect(notDecided(role)).not.toContain("report:read");
    expect(notDecided({ ...role, edited: false })).toEqual([]);
  });

  test("implies nothing about breaches unless it is for them, least of all for administrators", () => {
    const seeing = shippedRoles.filter((code) =>
      bundles[code].some((permission) => permission.startsWith("breach:")),
    );
    expect(seeing).toEqual(["breach-handler", "data-protection-officer"]);
    expect(bundles["data-protection-officer"]).not.toContain("breach:edit");
  });

  test("can be given to others by an administrator, each of them", () => {
    const admin = holder(new Map(bundles.administrator.map((permission) => [permission, "all"])));
    for (const code of shippedRoles) {
      for (const permission of bundles[code])
        expect(mayGive(admin, { permission, unitId: ROOT, toSelf: false }), `${code} ${permission}`).toBe(
          true,
        );
    }
  });
});

const reach: fc.Arbitrary<Reach> = fc.oneof(
  fc.constant("all" as const),
  fc.uniqueArray(fc.constantFrom(...UNITS)).map((units) => new Set(units)),
);
const held = fc
  .array(fc.tuple(fc.constantFrom(...permissions), reach))
  .map((entries) => new Map<string, Reach>(entries));
const covers = (of: Reach | undefined, unitId: string) => of === "all" || of?.has(unitId) === true;

describe("nobody gives", () => {
  test("what he does not hold himself over that unit, whatever he holds elsewhere", () => {
    fc.assert(
      fc.property(
        held,
        fc.constantFrom(...permissions),
        fc.constantFrom(...UNITS),
        (own, permission, unitId) => {
          fc.pre(!permission.startsWith("breach:"));
          expect(mayGive(holder(own), { permission, unitId, toSelf: false })).toBe(
            covers(own.get(permission), unitId),
          );
        },
      ),
    );
  });

  test("himself the sight of breaches by appointing, nor through a key", () => {
    fc.assert(
      fc.property(held, fc.constantFrom(...UNITS), (own, unitId) => {
        const asked = { permission: "breach:read", unitId };
        const sees = covers(own.get("breach:read"), unitId);
        expect(mayGive(holder(own), { ...asked, toSelf: true })).toBe(sees);
        expect(mayGive(holder(own, "api-key"), { ...asked, toSelf: false })).toBe(sees);
        expect(mayGive(holder(own), { ...asked, toSelf: false })).toBe(
          sees || covers(own.get("access:appoint"), unitId),
        );
      }),
    );
  });
});

test("several grants add up, and one over the topmost unit reaches everything", () => {
  const grant = (code: string, unitId: string, under: string[] | null) => ({
    code,
    unitId,
    under,
    edited: false,
    decisions: [],
  });
  const reached = expand([
    grant("reader", "north", ["north", "school"]),
    grant("lead", "south", ["south"]),
    grant("breach-handler", ROOT, null),
  ]);
  expect(reached.get("incident:lead")).toEqual(new Set(["south"]));
  expect(reached.get("incident:read")).toBe("all");
  expect(
    expand([grant("reader", "north", ["north", "school"]), grant("lead", "south", ["south"])]).get(
      "incident:read",
    ),
  ).toEqual(new Set(["north", "school", "south"]));
});
