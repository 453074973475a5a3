import { beforeAll, describe, expect, test } from "vitest";
import { shippedRoles } from "../src/features/access/roles/bundles.ts";
import { actorOf } from "../src/features/access/index.ts";
import { addRole } from "../src/features/access/roles/edit-roles.ts";
import { registry } from "../src/house.ts";
import { nobody, system, type Actor } from "../src/platform/actor.ts";
import type { Operation } from "../src/platform/registry.ts";
import { AppError } from "../src/shared/errors.ts";
import { newId } from "../src/shared/ids.ts";
import { inputFor } from "./examples.ts";
import { useHouse } from "./house.ts";

// Every verb and every query of the registry, tried as nobody and as each role in a unit where nothing is theirs.

const house = useHouse();
const ids = new Map<string, string>();
/** What stands in the journal under the southern unit: nobody in the north may see any of it. */
let southern: string[] = [];
const seeded: string[] = [];

const camel = (noun: string) => noun.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
const makes = (operation: Operation) => operation.kind === "verb" && /\.(add|report)$/.test(operation.name);

/** Makes a record of every kind in the south, with what was made before it as its parts. */
async function seed(operation: Operation): Promise<void> {
  for (const fields of ["all", "required"] as const) {
    try {
      const made = await operation.execute(
        house.runtime,
        system,
        inputFor(operation, ids, fields),
        house.call(),
      );
      const noun = operation.name.split(".")[0] ?? "";
      if (typeof made === "object" && made !== null && "id" in made && noun !== "unit") {
        ids.set(`${camel(noun)}Id`, String(made.id));
        ids.set(`${noun.split("-").at(-1)}Id`, String(made.id));
        ids.set(`${camel(noun)}EdgeId`, String(made.id));
      }
      seeded.push(operation.name);
      return;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}

beforeAll(async () => {
  for (const name of ["unitId", "parentId"]) ids.set(name, house.units.south);
  for (const operation of registry.operations.filter(makes)) await seed(operation);
  const { rows } = await house.owner.query<{ id: string }>(
    "select distinct subject_id as id from journal where unit_id = $1 and subject_id <> $1",
    [house.units.south],
  );
  const { rows: told } = await house.owner.query<{ id: string }>(
    "select id from journal where unit_id = $1 limit 1",
    [house.units.south],
  );
  ids.set("entryId", told[0]?.id ?? "");
  southern = rows.map((row) => row.id);
}, 60_000);

const inputs = (operation: Operation) => [
  inputFor(operation, ids, "required"),
  inputFor(operation, ids, "all"),
];

/** An input that names nothing of the south is about the actor's own: reporting an incident where one works. */
function naming(operation: Operation): Record<string, unknown>[] {
  const named = inputs(operation).filter((input) =>
    [...ids.values()].some((id) => JSON.stringify(input).includes(id)),
  );
  return named.length > 0 ? named : inputs(operation);
}

async function attempt(operation: Operation, actor: Actor, input: unknown): Promise<unknown> {
  return operation.execute(house.runtime, actor, input, house.call());
}

/** What the actor is told, as text. Refused, not there, or asked in a way that it does not take: nothing was told. */
async function told(operation: Operation, actor: Actor, input: unknown): Promise<string> {
  const answer = await attempt(operation, actor, input).catch((error: unknown) => {
    if (error instanceof AppError) return error.current ?? null;
    throw error;
  });
  return JSON.stringify(answer) ?? "";
}

/**
 * The ids of the south in an answer. A link may repeat what was asked for; then the same question about records that
 * are nowhere must get the very same answer, or something was told.
 */
async function toldOfTheSouth(query: Operation, actor: Actor, input: unknown): Promise<string[]> {
  const answer = await told(query, actor, input);
  const found = southern.filter((id) => answer.includes(id));
  const strangers = new Map(found.map((id) => [id, newId()]));
  const elsewhere = (text: string) =>
    [...strangers].reduce((all, [id, other]) => all.replaceAll(id, other), text);
  const asked: unknown = JSON.parse(elsewhere(JSON.stringify(input)));
  return found.length === 0 || elsewhere(answer) === (await told(query, actor, asked)) ? [] : found;
}

function onlyRefusals(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}

const entries = async () =>
  (await house.owner.query<{ n: number }>("select count(*)::int as n from journal")).rows[0]?.n;

test("there is something to hide: most kinds of records could be made from the contracts' own examples", () => {
  const makers = registry.operations.filter(makes).map((operation) => operation.name);
  expect(seeded.length).toBeGreaterThan(makers.length * 0.6);
  expect(southern.length).toBeGreaterThan(5);
});

test("and it is there to be found: the same questions tell it to one who may see everything", async () => {
  const told: string[] = [];
  for (const operation of registry.operations.filter(({ kind }) => kind === "query")) {
    for (const input of [...inputs(operation), {}]) {
      told.push(JSON.stringify(await attempt(operation, system, input).catch(() => null)) ?? "");
    }
  }
  const found = southern.filter((id) => told.some((text) => text.includes(id)));
  expect(found.length).toBeGreaterThan(southern.length / 2);
});

const verbs = registry.operations.filter((operation) => operation.kind === "verb");
const queries = registry.operations.filter((operation) => operation.kind === "query");

describe("nobody", () => {
  test.each(verbs.map((verb) => [verb.name, verb] as const))("does not %s", async (_name, verb) => {
    const before = await entries();
    for (const input of inputs(verb)) {
      // Public verbs are the first set-up, which is done, and the end of a session that is not.
      const outcome = await attempt(verb, nobody, input).catch((error: unknown) => error);
      const refused =
        outcome instanceof AppError && ["session.required", "setup.done"].includes(outcome.code);
      expect(refused || verb.name === "session.close").toBe(true);
    }
    expect(await entries()).toBe(before);
  });

  test.each(queries.map((query) => [query.name, query] as const))("does not see %s", async (_name, query) => {
    for (const input of inputs(query)) {
      await expect(attempt(query, nobody, input)).rejects.toMatchObject({ code: "session.required" });
    }
  });
});

/** A role of the organisation's own, that holds what no shipped one does together. */
async function edited(): Promise<Actor> {
  const name = { sv: "Egen", en: "Own" };
  const own = { name, permissions: ["incident:read", "breach:read", "organisation:edit", "access:read"] };
  const { role } = await addRole.call(house.runtime, system, own, house.call());
  const { id } = await house.actor("reader", house.units.north);
  await house.owner.query("update role_grant set role = $2 where person_id = $1", [id, role]);
  return actorOf(house.db, id ?? "");
}

describe.each([...shippedRoles, "edited" as const])("%s of the north", (role) => {
  let actor: Actor;
  beforeAll(async () => {
    actor = role === "edited" ? await edited() : await house.actor(role, house.units.north);
  });

  test.each(verbs.filter((verb) => verb.needs.includes(":")).map((verb) => [verb.name, verb] as const))(
    "does not %s in the south",
    async (_name, verb) => {
      const before = await entries();
      for (const input of naming(verb)) {
        await expect(attempt(verb, actor, input)).rejects.toMatchObject({
          code: expect.stringMatching(/^(access\.refused|record\.not-found|input\.invalid)$/),
        });
      }
      expect(await entries()).toBe(before);
    },
  );

  test.each(verbs.filter((verb) => verb.needs === "signed-in").map((verb) => [verb.name, verb] as const))(
    "%s is about one's own account alone",
    async (_name, verb) => {
      const before = await entries();
      for (const input of inputs(verb)) await attempt(verb, actor, input).catch(onlyRefusals);
      const { rows } = await house.owner.query<{ id: string }>(
        "select subject_id as id from journal order by id offset $1",
        [before],
      );
      for (const { id } of rows) expect(southern).not.toContain(id);
    },
  );

  test.each(queries.map((query) => [query.name, query] as const))(
    "finds nothing of the south in %s",
    async (_name, query) => {
      for (const input of [...inputs(query), {}]) {
        expect(await toldOfTheSouth(query, actor, input)).toEqual([]);
      }
    },
  );
});
