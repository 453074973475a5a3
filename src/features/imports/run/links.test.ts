import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { useHouse } from "../../../../test/house.ts";
import { system } from "../../../platform/actor.ts";
import { importFile } from "../index.ts";
import { plainProfile } from "../test/plain-profile.ts";

const house = useHouse();
const folder = mkdtempSync(join(tmpdir(), "beredd-links-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const profile = plainProfile([
  { column: "Överordnat ärende", field: "parent" },
  { column: "Dubblett av", field: "duplicateOf" },
]);

type Row = readonly [number: string, parent: string, duplicate: string, title?: string];
let files = 0;

async function bring(source: string, ...rows: readonly Row[]) {
  const path = join(folder, `${(files += 1)}.csv`);
  const lines = rows.map(
    ([number, parent, duplicate, title = "Avbrott"]) =>
      `${number};${title};2022-03-01 08:00;${parent};${duplicate}`,
  );
  writeFileSync(path, `Nummer;Rubrik;Anmäld;Överordnat ärende;Dubblett av\r\n${lines.join("\r\n")}\r\n`);
  const { signal } = new AbortController();
  const given = { path, profile, source, dry: false, requestId: "links", signal };
  return importFile(house.runtime, system, given);
}

async function linksOf(source: string) {
  const { rows } = await house.owner.query<{ link: string }>(
    `select c.source_number || ' ' || l.kind || ' ' || o.source_number as link from incident_link l
     join incident c on c.id = l.incident_id join incident o on o.id = l.other_incident_id
     where c.source = $1 order by 1`,
    [source],
  );
  return rows.map(({ link }) => link);
}

const doubtsOf = ({ doubts }: { doubts: object }) => JSON.stringify(doubts);

test("a parent and a duplicate that the source names become links, whichever comes first in the file", async () => {
  const rows = [
    ["A1", "", ""],
    ["A2", "A1", ""],
    ["A3", "A9", "A2"],
    ["A9", "", ""],
  ] as const;
  const first = await bring("one-file", ...rows);
  expect(await linksOf("one-file")).toEqual(["A2 parent A1", "A3 duplicate A2", "A3 parent A9"]);
  expect(doubtsOf(first)).not.toContain("record-link");
  const { source_extra } = await house.db
    .selectFrom("incident")
    .select("source_extra")
    .where("source", "=", "one-file")
    .where("source_number", "=", "A3")
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(source_extra ?? {})).not.toContain("A9");

  const again = await bring("one-file", ...rows);
  expect(again).toMatchObject({ recordsUnchanged: 4, recordsChanged: 0 });
  expect(await linksOf("one-file")).toHaveLength(3);
});

test("each link is noted on the record that it stands on", async () => {
  await bring("noted", ["N1", "", ""], ["N2", "N1", ""]);
  const child = await house.db
    .selectFrom("incident")
    .select("id")
    .where("source", "=", "noted")
    .where("source_number", "=", "N2")
    .executeTakeFirstOrThrow();
  expect((await house.journalOf(child.id)).map(({ kind }) => kind)).toContain("incident.linked");
});

test("a parent that has not come in is told of, and linked when it comes with a later file", async () => {
  const first = await bring("two-files", ["B2", "B1", ""]);
  expect(doubtsOf(first)).toContain("record-link-awaited");
  expect(await linksOf("two-files")).toEqual([]);
  await bring("two-files", ["B1", "", ""]);
  expect(await linksOf("two-files")).toEqual(["B2 parent B1"]);
});

test("a link that somebody has taken away is not made again by the same file", async () => {
  const rows = [
    ["C1", "", ""],
    ["C2", "C1", ""],
  ] as const;
  await bring("unlinked", ...rows);
  await house.owner.query(
    "delete from incident_link where incident_id in (select id from incident where source = 'unlinked')",
  );
  await bring("unlinked", ...rows);
  expect(await linksOf("unlinked")).toEqual([]);
});

test("parents that lead back to where they began are told of, and the last of them is not linked", async () => {
  const outcome = await bring(
    "circle",
    ["D1", "D3", ""],
    ["D2", "D1", ""],
    ["D3", "D2", ""],
    ["D4", "D4", ""],
  );
  expect(await linksOf("circle")).toEqual(["D1 parent D3", "D2 parent D1"]);
  expect(outcome).toMatchObject({ recordsAdded: 4, recordsRejected: 0 });
  expect(doubtsOf(outcome)).toContain("record-link-cycle");
});

test("another parent in a newer file is linked beside the one that stands, and a number is its own source's", async () => {
  await bring("newer", ["E1", "", ""], ["E2", "", ""], ["E3", "E1", ""]);
  await bring("other-source", ["E2", "", ""]);
  await bring("newer", ["E3", "E2", "", "Avbrott igen"]);
  expect(await linksOf("newer")).toEqual(["E3 parent E1", "E3 parent E2"]);
  expect(await linksOf("other-source")).toEqual([]);
});
