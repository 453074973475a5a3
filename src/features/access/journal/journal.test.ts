import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { useFolder } from "../../../../test/folder.ts";
import { useHouse } from "../../../../test/house.ts";
import { newId } from "../../../shared/ids.ts";
import { loadSealKey } from "../../../platform/journal/seal.ts";
import { flushJournal } from "../../../platform/journal/sealer.ts";
import { addUnit } from "../../organisation/add-unit.ts";
import { eraseJournal, readJournal } from "./journal.ts";
import { addPerson } from "../people/add-person.ts";
import { readPeople } from "../people/read-people.ts";
import { editGrants } from "../roles/edit-grants.ts";

const house = useHouse();
const folder = useFolder();
const flush = async () => flushJournal(house.sealing, await loadSealKey(folder.path), house.clock);
const add = (name: string, parentId: string) => ({ name, parentId, kind: "department" as const });
const newcomer = (email: string, unitId: string) => ({
  email,
  name: "Ny Person",
  password: "en lång mening duger",
  grants: [{ role: "reader" as const, unitId }],
});

beforeAll(async () => {
  const admin = await house.actor("administrator");
  for (let number = 0; number < 5; number += 1) {
    await addUnit.call(house.runtime, admin, add(`Norr ${number}`, house.units.north), house.call());
    await addUnit.call(house.runtime, admin, add(`Söder ${number}`, house.units.south), house.call());
  }
  await flush();
});

test("the newest stands first, with names, and the cursor goes on without gap or double", async () => {
  const admin = await house.actor("administrator");
  const positions: number[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await readJournal.call(house.runtime, admin, { limit: 3, ...(cursor && { cursor }) });
    positions.push(...page.items.map((item) => item.position));
    expect(page.items[0]).toMatchObject({ actorName: "administrator", kind: "unit.added" });
    expect(page.items[0]?.subjectName).toMatch(/^(Norr|Söder) \d$/);
    cursor = page.nextCursor;
  } while (cursor !== null && positions.length < 9);
  expect(positions).toEqual(positions.map((_, index) => 10 - index));
});

test("a reader of one unit's journal sees nothing of another's, counted or listed", async () => {
  const lead = await house.actor("lead", house.units.north);
  const page = await readJournal.call(house.runtime, lead, { limit: 100 });
  expect(page.total.count).toBe(page.items.length);
  expect(page.items.every((item) => !item.subjectName?.startsWith("Söder"))).toBe(true);
  await expect(readJournal.call(house.runtime, await house.actor("reader"), {})).rejects.toMatchObject({
    code: "access.refused",
  });
});

test("an erased entry keeps its place and says nothing any more; only what one may erase is erased", async () => {
  const admin = await house.actor("administrator");
  const { items } = await readJournal.call(house.runtime, admin, { subjectType: "unit", limit: 1 });
  const entryIds = [items[0]?.id ?? ""];
  const input = { entryIds, ground: "Beslut om radering" };
  const northern = await house.actor("administrator", house.units.north);
  await expect(eraseJournal.call(house.runtime, northern, input, house.call())).rejects.toMatchObject({
    code: "record.not-found",
  });
  expect(await eraseJournal.call(house.runtime, admin, input, house.call())).toEqual({ erased: 1 });
  await flush();
  const after = await readJournal.call(house.runtime, admin, { limit: 50 });
  expect(after.items.find((item) => item.id === entryIds[0])).toMatchObject({
    body: null,
    kind: "unit.added",
  });
  expect(after.items[0]).toMatchObject({
    kind: "journal.bodies-erased",
    body: { ground: "Beslut om radering" },
  });
});

test("what the journal says of itself is never erased, nor by its own hand what one did with access", async () => {
  const admin = await house.actor("administrator");
  const { items } = await readJournal.call(house.runtime, admin, { subjectType: "unit", limit: 1 });
  const erase = (actor: typeof admin, id = "") =>
    eraseJournal.call(house.runtime, actor, { entryIds: [id], ground: "Prövning" }, house.call());
  await erase(admin, items[0]?.id);
  const made = await addPerson.call(
    house.runtime,
    admin,
    newcomer("spar@test.example", house.units.south),
    house.call(),
  );
  await flush();
  const { items: after } = await readJournal.call(house.runtime, admin, { limit: 50 });
  const telling = after.find((item) => item.kind === "journal.bodies-erased")?.id ?? "";
  await expect(erase(admin, telling)).rejects.toMatchObject({ code: "journal.not-erasable" });
  await expect(
    sql`select erase_journal_bodies(array[${telling}]::uuid[], ${newId()}, now())`.execute(house.runtime.db),
  ).rejects.toThrow("what the journal says about itself");
  const added = after.find((item) => item.subjectId === made.id)?.id ?? "";
  await expect(erase(admin, added)).rejects.toMatchObject({ code: "journal.own-acts" });
});

test("adding a person is noted, refused over units that are not one's own, and listed only there", async () => {
  const northern = await house.actor("administrator", house.units.north);
  await expect(
    addPerson.call(house.runtime, northern, newcomer("syd@test.example", house.units.south), house.call()),
  ).rejects.toMatchObject({ code: "access.refused" });
  const made = await addPerson.call(
    house.runtime,
    northern,
    newcomer("nord@test.example", house.units.north),
    house.call(),
  );
  expect((await house.journalOf(made.id)).map((entry) => entry.kind)).toEqual(["person.added"]);
  expect(JSON.stringify(await house.journalOf(made.id))).not.toContain("mening");
  const southern = await house.actor("administrator", house.units.south);
  const seen = async (actor: typeof northern) =>
    (await readPeople.call(house.runtime, actor, { limit: 100 })).items.map((item) => item.id);
  expect(await seen(northern)).toContain(made.id);
  expect(await seen(southern)).not.toContain(made.id);
});

test("roles are changed on the version seen, and only by one who manages every unit concerned", async () => {
  const admin = await house.actor("administrator");
  const made = await addPerson.call(
    house.runtime,
    admin,
    newcomer("tva@test.example", house.units.south),
    house.call(),
  );
  const edit = (actor: typeof admin, version: number) =>
    editGrants.call(
      house.runtime,
      actor,
      { personId: made.id, version, grants: [{ role: "lead", unitId: house.units.north }] },
      house.call(),
    );
  await expect(edit(await house.actor("administrator", house.units.north), 1)).rejects.toMatchObject({
    code: "access.refused",
  });
  expect(await edit(admin, 1)).toMatchObject({ version: 2, roles: [{ role: "lead" }] });
  await expect(edit(admin, 1)).rejects.toMatchObject({ code: "record.stale", current: { version: 2 } });
  expect((await house.journalOf(made.id)).at(-1)?.kind).toBe("person.grants-changed");
});

test("the last administrator of the whole organisation stays", async () => {
  await house.owner.query("delete from role_grant where role = 'administrator'");
  const last = await house.actor("administrator");
  const take = (change: object) =>
    editGrants.call(
      house.runtime,
      last,
      {
        personId: last.id ?? "",
        version: 1,
        grants: [{ role: "administrator", unitId: house.units.root }],
        ...change,
      },
      house.call(),
    );
  for (const change of [{ grants: [] }, { active: false }]) {
    await expect(take(change)).rejects.toMatchObject({ code: "access.last-administrator" });
  }
  await house.actor("administrator");
  expect(await take({ grants: [] })).toMatchObject({ roles: [] });
});
