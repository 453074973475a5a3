import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { system } from "../../platform/actor.ts";
import { draftReport } from "./draft-report.ts";
import { freezeReport } from "./freeze-report.ts";
import { readReport } from "./read-reports.ts";

const house = useHouse();
const script = join(import.meta.dirname, "../../../test/programs/freeze-report.ts");

/** Held by a transaction under way: what the killed process was in the middle of. */
async function isLocked(reportId: string): Promise<boolean> {
  const { rowCount } = await house.owner.query("select from report where id = $1 for update skip locked", [
    reportId,
  ]);
  return rowCount === 0;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    if (await condition()) return;
    await pause(5);
  }
  throw new Error("It did not come to pass.");
}

test("a process killed while it freezes leaves the draft as it was, and it can be frozen again", async () => {
  const draft = await draftReport.call(house.runtime, system, { period: "2023-Q1" }, house.call());
  const given = {
    connection: house.database.connection,
    roles: house.roles,
    reportId: draft.id,
    version: draft.version,
  };
  const child = spawn(process.execPath, [script, JSON.stringify(given)], { stdio: "ignore" });
  await until(() => isLocked(draft.id));
  child.kill("SIGKILL");
  await once(child, "exit");
  await until(async () => !(await isLocked(draft.id)));

  const left = await readReport.call(house.runtime, system, { reportId: draft.id });
  expect(left).toMatchObject({ state: "draft", version: draft.version, documents: [], frozenAt: null });
  const { rows } = await house.owner.query("select count(*)::int as n from file");
  expect(rows[0]).toEqual({ n: 0 });
  expect((await house.journalOf(draft.id)).map(({ kind }) => kind)).toEqual(["report.drafted"]);

  const again = await freezeReport.call(
    house.runtime,
    system,
    { reportId: draft.id, version: draft.version },
    house.call(),
  );
  expect(again).toMatchObject({ state: "frozen", documents: ["docx", "html", "pdf", "pdf-a"] });
}, 60_000);
