import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { grantsOf, saidOf } from "./claims.ts";
import { whoIsIt, type Known } from "./decide.ts";
import { safeReturn } from "./sign-in-by-provider.ts";

const rule = (claim: string, value: string, role = "lead") => ({ claim, value, role, unitId: "u" });
const word = fc.stringMatching(/^[a-z]{1,4}$/);

describe("roles from claims", () => {
  test("are those whose value the claim holds, each once, and no others", () => {
    fc.assert(
      fc.property(fc.array(word), fc.array(fc.record({ value: word, role: word })), (groups, wanted) => {
        const rules = wanted.map(({ value, role }) => rule("groups", value, role));
        const given = grantsOf({ groups }, rules).map((grant) => grant.role);
        const held = rules.filter((one) => groups.includes(one.value)).map((one) => one.role);
        expect([...given].sort()).toEqual([...new Set(held)].sort());
      }),
    );
  });

  test("are found by a claim's own name, by a path into it, and in single values", () => {
    const claims = { "a.b": "x", realm: { roles: ["y"] }, admin: true, level: 3 };
    const rules = [rule("a.b", "x", "1"), rule("realm.roles", "y", "2"), rule("admin", "true", "3")];
    expect(grantsOf(claims, [...rules, rule("level", "3", "4")]).map(({ role }) => role)).toEqual([
      "1",
      "2",
      "3",
      "4",
    ]);
  });

  test("come from nothing that only looks alike", () => {
    const claims = { groups: ["admins", { admin: true }, null], roles: { admin: "admin" } };
    for (const path of ["groups", "roles", "constructor", "__proto__", "groups.length", "nowhere"])
      for (const value of ["admin", "1", "3", "undefined", "null", "[object Object]", "Admins"])
        expect(grantsOf(claims, [rule(path, value)])).toEqual([]);
  });
});

test("an address is verified only where the provider says so", () => {
  expect(saidOf({ email: "a@b.example", email_verified: true })).toMatchObject({ emailVerified: true });
  for (const email_verified of [false, "false", 1, undefined, null, "yes"])
    expect(saidOf({ email: "a@b.example", email_verified }).emailVerified).toBe(false);
  for (const email of ["", "nej", 3, null, "a b@c"]) expect(saidOf({ email }).email).toBeNull();
});

describe("who comes from a provider", () => {
  const person = fc.record({ personId: word, active: fc.boolean() });
  const known: fc.Arbitrary<Known> = fc.record({
    identity: fc.option(person),
    linking: fc.option(word),
    sameAddress: fc.option(
      fc.record({ personId: word, active: fc.boolean(), known: fc.boolean(), appointed: fc.boolean() }),
    ),
    said: fc.record({
      email: fc.option(fc.constantFrom("a@x.example", "a@y.example")),
      emailVerified: fc.boolean(),
      name: fc.constant(null),
    }),
    givesRoles: fc.boolean(),
  });
  const rules = fc.record({
    createsPeople: fc.boolean(),
    allowedDomains: fc.constantFrom<string[]>([], ["x.example"]),
    linksByEmail: fc.boolean(),
  });

  test("is an account that is there only as its owner, by the subject, or by a verified address that may connect", () => {
    fc.assert(
      fc.property(known, rules, (given, wanted) => {
        const decision = whoIsIt(given, wanted);
        if (decision.as !== "known" && decision.as !== "link") return;
        const bySubject = given.identity?.active === true && decision.personId === given.identity.personId;
        const byOwner = decision.personId === given.linking;
        const byAddress =
          wanted.linksByEmail &&
          given.said.emailVerified &&
          given.sameAddress?.active === true &&
          !given.sameAddress.appointed;
        expect(bySubject || byOwner || byAddress).toBe(true);
      }),
    );
  });

  test("is made only where that is wanted, with an address of their own, from an allowed domain, with a role", () => {
    fc.assert(
      fc.property(known, rules, (given, wanted) => {
        const decision = whoIsIt(given, wanted);
        if (decision.as !== "create") return;
        expect(wanted.createsPeople && given.givesRoles && given.sameAddress === null).toBe(true);
        const domain = decision.email.split("@")[1] ?? "";
        const allowed = given.said.emailVerified && wanted.allowedDomains.includes(domain);
        expect(wanted.allowedDomains.length === 0 || allowed).toBe(true);
      }),
    );
  });
});

test("a return leads to a path of ours, whatever is asked for", () => {
  const base = "https://beredd.example";
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `/${text}`),
      ),
      (asked) => {
        const url = new URL(safeReturn(asked), base);
        expect(url.origin).toBe(base);
      },
    ),
  );
  expect(safeReturn("/incidents?q=avbrott#x")).toBe("/incidents?q=avbrott#x");
});
