import { describe, expect, test } from "vitest";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import { nobody, system, type Actor } from "../actor.ts";
import { authorise, refuseStrangers } from "./verb.ts";

/** The code with which it was refused; null when it was let through. */
function refusalOf(act: () => void): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe("who may", () => {
  const unit = newId();
  const person = (reach: "all" | string[] | null): Actor => ({
    kind: "person",
    id: newId(),
    unrestricted: false,
    permissions: new Map(reach === null ? [] : [["a:b", reach === "all" ? "all" : new Set(reach)]]),
  });
  const cases: [
    string,
    Actor,
    Parameters<typeof authorise>[1],
    Parameters<typeof authorise>[2],
    string | null,
  ][] = [
    ["nobody, what is public", nobody, "public", "anywhere", null],
    ["nobody, what takes signing in", nobody, "signed-in", "anywhere", "session.required"],
    ["nobody, a permission", nobody, "a:b", [unit], "session.required"],
    ["the system, anything", system, "a:b", [], null],
    ["a person, what takes signing in", person(null), "signed-in", [unit], null],
    ["without the permission", person(null), "a:b", "anywhere", "access.refused"],
    ["the permission over no unit", person([]), "a:b", "anywhere", "access.refused"],
    ["over the unit", person([unit]), "a:b", [unit], null],
    ["over one of two units", person([unit]), "a:b", [unit, newId()], "access.refused"],
    ["over some unit, anywhere", person([unit]), "a:b", "anywhere", null],
    ["over some unit, no unit named", person([unit]), "a:b", [], "access.refused"],
    ["over everything, no unit named", person("all"), "a:b", [], null],
  ];
  test.each(cases)("%s", (_name, actor, needs, scope, code) => {
    expect(refusalOf(() => authorise(actor, needs, scope))).toBe(code);
  });

  test("a stranger is stopped before scopes are looked up", () => {
    expect(() => refuseStrangers(person([]), "a:b")).toThrow(
      expect.objectContaining({ code: "access.refused" }),
    );
    expect(() => refuseStrangers(person([unit]), "a:b")).not.toThrow();
  });
});
