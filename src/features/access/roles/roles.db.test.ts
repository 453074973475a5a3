import { beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../../test/house.ts";
import { registry } from "../../../house.ts";
import { holds, type Actor } from "../../../platform/actor.ts";
import { newId } from "../../../shared/ids.ts";
import { addPerson } from "../people/add-person.ts";
import { actorOf } from "./actors.ts";
import { bundles, shippedRoles } from "./bundles.ts";
import { editGrants } from "./edit-grants.ts";
import { addRole, editRole, removeRole, restoreRole } from "./edit-roles.ts";
import { permissions } from "./permissions.ts";
import { countAdministrators } from "./queries-roles.ts";
import { readRole, readRoles } from "./read-roles.ts";

const house = useHouse();
let admin: Actor;
beforeAll(async () => {
  admin = await house.actor("administrator");
});

const sorted = (names: readonly string[]) => names.toSorted((a, b) => (a < b ? -1 : 1));
const roleOf = async (code: string) => {
  const { items } = await readRoles.call(house.runtime, admin, {});
  const found = items.find((item) => item.role === code);
  if (found === undefined) throw new Error(`There is no role ${code}.`);
  return found;
};
const make = (actor: Actor, wanted: readonly string[], sv = "Egen roll") =>
  addRole.call(
    house.runtime,
    actor,
    { name: { sv, en: "Own role" }, permissions: [...wanted] },
    house.call(),
  );
const edit = (actor: Actor, roleId: string, version: number, change: object) =>
  editRole.call(house.runtime, actor, { roleId, version, ...change }, house.call());
const restore = async (code: string, actor = admin) => {
  const { id, version } = await roleOf(code);
  return restoreRole.call(house.runtime, actor, { roleId: id, version }, house.call());
};
const grant = async (actor: Actor, personId: string, role: string, unitId: string) => {
  const { rows } = await house.owner.query<{ version: number }>("select version from person where id = $1", [
    personId,
  ]);
  const grants = [{ role, unitId }];
  return editGrants.call(
    house.runtime,
    actor,
    { personId, version: rows[0]?.version ?? 0, grants },
    house.call(),
  );
};
const again = (actor: Actor) => actorOf(house.db, actor.id ?? "");

test("the database holds exactly the roles that ship, and each says what the release says", async () => {
  const { items } = await readRoles.call(house.runtime, admin, {});
  expect(items.filter((item) => item.shipped).map((item) => item.role)).toEqual(shippedRoles);
  for (const code of shippedRoles) {
    const role = await roleOf(code);
    expect(role.permissions).toEqual(sorted(bundles[code]));
    expect(role).toMatchObject({ edited: false, renamed: false, notDecided: [] });
    expect(role.purpose?.sv, code).toBeTruthy();
  }
});

test("every permission that a verb or query asks for can be held, and every other is asked for by one", () => {
  const asked = new Set<string>(
    registry.operations.map((operation) => operation.needs).filter((needs) => needs.includes(":")),
  );
  expect([...asked].filter((needs) => !permissions.includes(needs))).toEqual([]);
  // Asked for inside a verb, not by one: whom one may appoint.
  expect(permissions.filter((permission) => !asked.has(permission))).toEqual(["access:appoint"]);
});

describe("a role of the organisation's own", () => {
  test("is made, granted, used, renamed in both languages and removed when nobody holds it", async () => {
    const made = await make(admin, ["incident:read", "incident:report"], "Växel");
    expect(made).toMatchObject({ shipped: false, name: { sv: "Växel", en: "Own role" }, holders: 0 });
    const person = await house.actor("reader", house.units.north);
    await grant(admin, person.id ?? "", made.role, house.units.north);
    expect([...(await again(person)).permissions.keys()].toSorted()).toEqual([
      "incident:read",
      "incident:report",
    ]);
    expect(holds(await again(person), "incident:report", [house.units.south])).toBe(false);

    const renamed = await edit(admin, made.id, 1, { name: { sv: "Televäxel", en: "Switchboard" } });
    expect(renamed).toMatchObject({ version: 2, name: { sv: "Televäxel", en: "Switchboard" }, holders: 1 });
    const gone = { roleId: made.id, version: 2 };
    await expect(removeRole.call(house.runtime, admin, gone, house.call())).rejects.toMatchObject({
      code: "role.held",
    });
    await grant(admin, person.id ?? "", "reader", house.units.north);
    await removeRole.call(house.runtime, admin, gone, house.call());
    await expect(readRole.call(house.runtime, admin, { roleId: made.id })).rejects.toMatchObject({
      code: "record.not-found",
    });
    expect((await house.journalOf(made.id)).map((entry) => entry.kind)).toEqual([
      "role.added",
      "role.edited",
      "role.removed",
    ]);
  });

  test("is made with permissions that exist, by one who may, over the whole organisation", async () => {
    await expect(make(admin, ["incident:invent"])).rejects.toMatchObject({ code: "input.invalid" });
    await expect(make(await house.actor("author"), [])).rejects.toMatchObject({ code: "access.refused" });
    await expect(make(await house.actor("administrator", house.units.north), [])).rejects.toMatchObject({
      code: "access.refused",
    });
    const { id, version } = await roleOf("reader");
    const asked = { roleId: id, version };
    await expect(removeRole.call(house.runtime, admin, asked, house.call())).rejects.toMatchObject({
      code: "role.shipped",
    });
  });
});

describe("editing a role", () => {
  test("holds with the next request of everybody who has it, and ends no session", async () => {
    const clerk = await house.actor("service-desk", house.units.north);
    await house.owner.query(
      "insert into session (token_hash, id, person_id, created_at, seen_at, ends_at) values ($1, $2, $3, now(), now(), now() + interval '1 hour')",
      [Buffer.from(newId()), newId(), clerk.id],
    );
    const role = await roleOf("service-desk");
    const edited = await edit(admin, role.id, role.version, {
      permissions: [...role.permissions, "deviation:read"],
    });
    expect(edited).toMatchObject({ edited: true, notDecided: [] });
    expect(holds(await again(clerk), "deviation:read", [house.units.north])).toBe(true);
    expect(holds(await again(clerk), "deviation:read", [house.units.south])).toBe(false);
    const { rowCount } = await house.owner.query("select from session where person_id = $1", [clerk.id]);
    expect(rowCount).toBe(1);
    expect((await house.journalOf(role.id)).at(-1)).toMatchObject({
      kind: "role.edited",
      body: { added: ["deviation:read"], removed: [] },
    });
  });

  test("keeps it from new releases: what they bring is shown as not decided, until it is restored", async () => {
    const role = await roleOf("service-desk");
    // As it stands when a later release knows a permission that nobody was asked about.
    await house.owner.query(
      "delete from role_permission where role_id = $1 and permission = 'incident:edit'",
      [role.id],
    );
    expect(await roleOf("service-desk")).toMatchObject({ notDecided: ["incident:edit"] });
    expect((await roleOf("service-desk")).permissions).not.toContain("incident:edit");
    const restored = await restore("service-desk");
    expect(restored).toMatchObject({
      edited: false,
      notDecided: [],
      permissions: sorted(bundles["service-desk"]),
    });
  });

  test("renaming alone leaves a role that ships to new releases", async () => {
    const role = await roleOf("lead");
    const name = { sv: "Driftledare", en: "Operations lead" };
    expect(await edit(admin, role.id, role.version, { name })).toMatchObject({
      edited: false,
      renamed: true,
      name,
    });
    expect(await restore("lead")).toMatchObject({ renamed: false, name: { sv: "Incidentledare" } });
  });

  test("is refused on a version that is no longer the newest", async () => {
    const role = await roleOf("approver");
    await expect(edit(admin, role.id, role.version + 1, { permissions: [] })).rejects.toMatchObject({
      code: "record.stale",
      current: { version: role.version },
    });
  });
});

describe("nobody gives himself or others more than he holds", () => {
  /** May edit roles and grant them, and else only read. */
  const limited = async () => {
    const own = await make(admin, ["role:edit", "access:edit", "access:read", "incident:read"]);
    const person = await house.actor("reader");
    await grant(admin, person.id ?? "", own.role, house.units.root);
    return { actor: await again(person), role: await roleOf(own.role) };
  };

  test("not by putting it into the role that he has", async () => {
    const { actor, role } = await limited();
    await expect(
      edit(actor, role.id, role.version, { permissions: [...role.permissions, "journal:erase"] }),
    ).rejects.toMatchObject({ code: "access.beyond-own", params: { permissions: "journal:erase" } });
  });

  test("not by a new role, nor by restoring one", async () => {
    const { actor } = await limited();
    await expect(make(actor, ["settings:edit"])).rejects.toMatchObject({ code: "access.beyond-own" });
    const author = await roleOf("author");
    await edit(admin, author.id, author.version, { permissions: ["incident:read"] });
    await expect(restore("author", actor)).rejects.toMatchObject({ code: "access.beyond-own" });
    await restore("author");
  });

  test("not by granting, adding a person or reopening an account", async () => {
    const { actor } = await limited();
    const other = await house.actor("reader");
    const root = house.units.root;
    const beyond = { code: "access.beyond-own" };
    await expect(grant(actor, other.id ?? "", "administrator", root)).rejects.toMatchObject(beyond);
    await expect(grant(actor, actor.id ?? "", "administrator", root)).rejects.toMatchObject(beyond);
    const input = { email: "dockan@test.example", name: "Docka", password: "en lång mening duger" };
    const grants = [{ role: "administrator", unitId: root }];
    await expect(
      addPerson.call(house.runtime, actor, { ...input, grants }, house.call()),
    ).rejects.toMatchObject(beyond);
    const closed = await house.actor("administrator");
    await house.owner.query("update person set active = false where id = $1", [closed.id]);
    const reopen = { personId: closed.id ?? "", version: 1, grants, active: true };
    await expect(editGrants.call(house.runtime, actor, reopen, house.call())).rejects.toMatchObject(beyond);
  });

  test("what an administrator of the north holds there he gives there alone", async () => {
    const northern = await house.actor("administrator", house.units.north);
    const other = await house.actor("reader", house.units.north);
    await grant(northern, other.id ?? "", "author", house.units.north);
    expect(holds(await again(other), "report:freeze", [house.units.north])).toBe(true);
    await expect(grant(northern, other.id ?? "", "author", house.units.root)).rejects.toMatchObject({
      code: "access.refused",
    });
  });

  test("whoever holds nothing is touched by those who look after everybody, and not by one unit's administrator", async () => {
    const northern = await house.actor("administrator", house.units.north);
    const person = await house.actor("reader");
    await house.owner.query("delete from role_grant where person_id = $1", [person.id]);
    const close = (actor: Actor) =>
      editGrants.call(
        house.runtime,
        actor,
        { personId: person.id ?? "", version: 1, grants: [], active: false },
        house.call(),
      );
    await expect(close(northern)).rejects.toMatchObject({ code: "access.refused" });
    await expect(grant(northern, person.id ?? "", "reader", house.units.north)).rejects.toMatchObject({
      code: "access.refused",
    });
    await close(admin);
  });

  test("an administrator appoints breach handlers and never himself, nor into a role of his own", async () => {
    const other = await house.actor("reader");
    await grant(admin, other.id ?? "", "breach-handler", house.units.root);
    expect(holds(await again(other), "breach:edit", [house.units.root])).toBe(true);
    await expect(grant(admin, admin.id ?? "", "breach-handler", house.units.root)).rejects.toMatchObject({
      code: "access.beyond-own",
    });
    const role = await roleOf("administrator");
    await expect(
      edit(admin, role.id, role.version, { permissions: [...role.permissions, "breach:read"] }),
    ).rejects.toMatchObject({ code: "access.beyond-own" });
    expect((await again(admin)).permissions.has("breach:read")).toBe(false);
  });
});

test("the last administrator stays: neither his grant, his account nor his role can be taken from under him", async () => {
  const count = () => house.db.transaction().execute((tx) => countAdministrators(tx));
  await house.owner.query("delete from role_grant where role <> 'reader'");
  const last = await house.actor("administrator");
  const role = await roleOf("administrator");
  const refused = { code: "access.last-administrator" };
  const without = { permissions: role.permissions.filter((permission) => permission !== "role:edit") };
  await expect(edit(last, role.id, role.version, without)).rejects.toMatchObject(refused);
  await expect(grant(last, last.id ?? "", "reader", house.units.root)).rejects.toMatchObject(refused);
  // Over a part of the organisation is not over all of it, and a closed account is nobody.
  await house.actor("administrator", house.units.north);
  const closed = await house.actor("administrator");
  await house.owner.query("update person set active = false where id = $1", [closed.id]);
  await expect(grant(last, last.id ?? "", "reader", house.units.root)).rejects.toMatchObject(refused);
  expect(await count()).toBe(1);
  await house.actor("administrator");
  await grant(last, last.id ?? "", "reader", house.units.root);
  expect(await count()).toBe(1);
});
