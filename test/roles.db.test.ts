import { beforeAll, describe, expect, test } from "vitest";
import { actorOf, insertGrants } from "../src/features/access/index.ts";
import { addRole } from "../src/features/access/roles/edit-roles.ts";
import { bundles, shippedRoles } from "../src/features/access/roles/bundles.ts";
import { registry } from "../src/house.ts";
import { holds, nobody, system, type Actor } from "../src/platform/actor.ts";
import type { Operation } from "../src/platform/registry.ts";
import { AppError } from "../src/shared/errors.ts";
import { inputFor } from "./examples.ts";
import { useHouse } from "./house.ts";
import { seedEveryKind, type Seeded } from "./seeded.ts";

// Every verb and every query as every role, where it is theirs to do: who holds what it asks for is let in, and nobody
// else is. What lies outside their units is tried in exposure.db.test.ts.

const house = useHouse();
const EDITED = ["incident:read", "incident:report", "deviation:read", "organisation:edit"];
const actors = new Map<string, Actor>();
let seeded: Seeded = { ids: new Map(), made: [] };

beforeAll(async () => {
  seeded = await seedEveryKind(house, house.units.root);
  for (const role of shippedRoles) actors.set(role, await house.actor(role));
  const own = await addRole.call(
    house.runtime,
    system,
    { name: { sv: "Egen", en: "Own" }, permissions: EDITED },
    house.call(),
  );
  actors.set("edited", await granted(own.role));
  actors.set("no role", await granted(null));
}, 60_000);

/** Somebody with this role over the whole organisation, and no other. */
async function granted(role: string | null): Promise<Actor> {
  const { id } = await house.actor("reader");
  await house.owner.query("delete from role_grant where person_id = $1", [id]);
  const grants = role === null ? [] : [{ role, unitId: house.units.root }];
  await house.db.transaction().execute((tx) => insertGrants(tx, id ?? "", grants, house.clock.now()));
  return actorOf(house.db, id ?? "");
}

/** With what it was refused; null when it was let in, whatever became of it then. */
async function refusal(operation: Operation, actor: Actor): Promise<string | null> {
  const input = inputFor(operation, seeded.ids, "all");
  try {
    await operation.execute(house.runtime, actor, input, house.call());
    return null;
  } catch (error) {
    if (error instanceof AppError)
      return ["access.refused", "session.required"].includes(error.code) ? error.code : null;
    throw error;
  }
}

/** Open to whoever has signed in and no further: what they do is their own, and a stranger's is not found. */
const forAll = (operation: Operation) => operation.needs === "public" || operation.needs === "signed-in";

/**
 * Verbs that touch no record of a unit: each with why holding the permission anywhere suffices. A verb that is not
 * named here must say over which units it is done.
 */
const anywhere: Record<string, string> = {
  "organisation.set-up": "there is no unit yet, and it is done once",
  "session.close": "one's own session, by its token",
  "journal.erase": "the entries are looked up under what the actor may read and erase",
};

describe.each(registry.operations.map((operation) => [operation.name, operation] as const))(
  "%s",
  (name, operation) => {
    test("has an example of its input that it takes itself", () => {
      const tried = (["required", "all"] as const).map((fields) =>
        operation.input.safeParse(inputFor(operation, seeded.ids, fields)),
      );
      expect(
        tried.some((parsed) => parsed.success),
        `${name}: ${tried.map((parsed) => parsed.error?.message).join("; ")}`,
      ).toBe(true);
    });

    test("says over which units it is done, or why over none", () => {
      const free = operation.kind === "verb" && operation.anywhere && operation.needs !== "signed-in";
      expect(free && anywhere[name] === undefined, `${name} is done "anywhere"`).toBe(false);
    });

    test("lets in who holds what it asks for, and nobody else", async () => {
      for (const [role, actor] of actors) {
        const may = forAll(operation) || holds(actor, operation.needs, "anywhere");
        const refused = await refusal(operation, actor);
        expect([role, refused]).toEqual([role, may ? null : "access.refused"]);
      }
      expect(await refusal(operation, nobody)).toBe(operation.needs === "public" ? null : "session.required");
    });
  },
);

test("the edited role is none of those that ship, and what it holds comes from the database", () => {
  const held = [...(actors.get("edited")?.permissions.keys() ?? [])].toSorted();
  expect(held).toEqual(EDITED.toSorted());
  for (const role of shippedRoles) expect([...bundles[role]].toSorted()).not.toEqual(held);
});
