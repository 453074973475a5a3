import { reachOf } from "../../platform/actor.ts";
import { AppError } from "../../shared/errors.ts";
import { PAGE_REACH } from "../../shared/lists.ts";
import { offsetOf } from "../../platform/verb/paging.ts";
import { query } from "../../platform/verb/query.ts";
import { verb } from "../../platform/verb/verb.ts";
import { addPersonInput, editGrantsInput, listPeopleInput, personList, personView } from "./contract.ts";
import { countAdministrators, listPeople, lockAdministrators, personSubject, viewPerson } from "./queries.ts";
import { insertGrants, insertPerson } from "./set-up.ts";

export const addPerson = verb({
  name: "person.add",
  summary: "Adds a person who signs in with a password, with roles over units.",
  http: { method: "POST", path: "/people" },
  needs: "access:edit",
  input: addPersonInput,
  output: personView,
  // Nobody grants over units that they do not administer themselves.
  scope: async ({ input }) => input.grants.map((grant) => grant.unitId),
  async run({ tx, input, now, note }) {
    const personId = await insertPerson(tx, input, now);
    await insertGrants(tx, personId, input.grants, now);
    note({ kind: "person.added", subject: personSubject(personId), body: { grants: input.grants } });
    return viewPerson(tx, personId);
  },
});

export const editGrants = verb({
  name: "person.edit-grants",
  summary: "Replaces a person's roles, or closes and reopens the account; open sessions end.",
  http: { method: "PUT", path: "/people/{personId}/grants" },
  needs: "access:edit",
  input: editGrantsInput,
  output: personView,
  async scope({ tx, input }) {
    const held = await tx
      .selectFrom("role_grant")
      .select("unit_id")
      .where("person_id", "=", input.personId)
      .execute();
    const units = new Set([...held.map((row) => row.unit_id), ...input.grants.map((grant) => grant.unitId)]);
    return units.size === 0 ? "anywhere" : [...units];
  },
  async run({ tx, input, now, note }) {
    await lockAdministrators(tx);
    const person = await tx
      .selectFrom("person")
      .select(["id", "active", "version"])
      .where("id", "=", input.personId)
      .forUpdate()
      .executeTakeFirst();
    if (person === undefined) throw new AppError("record.not-found");
    if (person.version !== input.version) {
      throw new AppError("record.stale", { current: await viewPerson(tx, person.id) });
    }
    await tx.deleteFrom("role_grant").where("person_id", "=", person.id).execute();
    await insertGrants(tx, person.id, input.grants, now);
    const active = input.active ?? person.active;
    await tx
      .updateTable("person")
      .set(({ eb }) => ({ active, version: eb("version", "+", 1), updated_at: now }))
      .where("id", "=", person.id)
      .execute();
    if ((await countAdministrators(tx)) === 0) throw new AppError("access.last-administrator");
    await tx.deleteFrom("session").where("person_id", "=", person.id).execute();
    note({
      kind: "person.grants-changed",
      subject: personSubject(person.id),
      body: { grants: input.grants, active },
    });
    return viewPerson(tx, person.id);
  },
});

export const readPeople = query({
  name: "person.list",
  summary: "Lists the people who can sign in, with their roles.",
  http: { method: "GET", path: "/people" },
  needs: "access:read",
  input: listPeopleInput,
  output: personList,
  async run({ db, input, actor, sees }) {
    const { items, count } = await listPeople(
      db,
      { limit: input.limit, offset: offsetOf(input), q: input.q },
      { grant: sees("g.unit_id"), everybody: reachOf(actor, "access:read") === "all" },
    );
    return {
      items,
      total: { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH },
      nextCursor: null,
    };
  },
});
