import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { useHouse } from "../../../../test/house.ts";
import { system } from "../../../platform/actor.ts";
import { importFile } from "../index.ts";
import { plainProfile } from "../test/plain-profile.ts";

const house = useHouse();
const folder = mkdtempSync(join(tmpdir(), "beredd-new-names-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a service that the catalogue lacks is said by name, once, in the dry run and in the import", async () => {
  const path = join(folder, "list.csv");
  const rows = ["1;A;2022-03-01 08:00;Finns inte", "2;B;2022-03-01 09:00;Finns inte"];
  writeFileSync(path, `Nummer;Rubrik;Anmäld;Tjänst\r\n${rows.join("\r\n")}\r\n`);
  const profile = plainProfile([{ column: "Tjänst", field: "service" }]);
  const bring = (dry: boolean) =>
    importFile(house.runtime, system, {
      path,
      profile,
      source: "new-names",
      dry,
      requestId: "new-names",
      signal: new AbortController().signal,
    });
  const said = { "record-service-new Finns inte": expect.objectContaining({ count: 1, line: 2 }) };
  expect(await bring(true)).toMatchObject({ rowsTaken: 2, doubts: said });
  expect(await bring(false)).toMatchObject({ rowsTaken: 2, doubts: said });
  expect(JSON.stringify((await bring(false)).doubts)).not.toContain("record-service-new");
});
