import type { KyselyPlugin } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import type { Actor } from "../../platform/actor.ts";
import type { Runtime } from "../../platform/runtime.ts";
import type { ReportView } from "./contract/reports.ts";
import { draftReport } from "./draft-report.ts";
import { freezeReport } from "./freeze-report.ts";
import { readReport } from "./read-reports.ts";
import { bareIncident } from "./test/records.ts";

const house = useHouse();
let author: Actor;

const incidentIn = (month: string) =>
  bareIncident(house.db, { at: `2023-${month}-10T08:00:00Z`, unitId: house.units.north });

beforeAll(async () => {
  author = await house.actor("author");
  await incidentIn("01");
});

/** A database where somebody else commits an incident after so many statements of ours. */
function disturbedAfter(statements: number): { runtime: Runtime; happened: () => boolean } {
  let left = statements;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      left -= 1;
      if (left === 0) await incidentIn("02");
      return result;
    },
  };
  const runtime = { ...house.runtime, db: house.db.withPlugin(plugin) };
  return { runtime, happened: () => left <= 0 };
}

const draft = () => draftReport.call(house.runtime, author, { period: "2023-Q1" }, house.call());
const read = (runtime: Runtime, reportId: string) => readReport.call(runtime, author, { reportId });
const counted = ({ model }: ReportView) => ({
  figures: model.figures.map(({ key, value }) => [key, value]),
  parts: model.parts,
});

describe("what another commits between two statements of a report does not show in it", () => {
  // The first statement finds the report; the rest count.
  test.each([2, 3, 5, 8, 13, 21])("a draft, after statement %i", async (statements) => {
    const { id } = await draft();
    const before = counted(await read(house.runtime, id));
    const { runtime, happened } = disturbedAfter(statements);
    expect(counted(await read(runtime, id))).toEqual(before);
    expect(happened()).toBe(true);
    expect(counted(await read(house.runtime, id))).not.toEqual(before);
  });

  test.each([1, 8])("a freeze, after statement %i", async (statements) => {
    const report = await draft();
    const before = counted(await read(house.runtime, report.id));
    const { runtime, happened } = disturbedAfter(statements);
    const input = { reportId: report.id, version: report.version };
    const frozen = await freezeReport.call(runtime, author, input, house.call());
    expect(happened()).toBe(true);
    expect(counted(frozen)).toEqual(before);
  });

  test("a text that was changed while a freeze waited refuses it, as it would without", async () => {
    const report = await draft();
    const client = await house.owner.connect();
    try {
      await client.query("begin");
      await client.query("update report set version = version + 1 where id = $1", [report.id]);
      const input = { reportId: report.id, version: report.version };
      const freezing = freezeReport
        .call(house.runtime, author, input, house.call())
        .catch((error: unknown) => error);
      await waitingForALock();
      await client.query("commit");
      expect(await freezing).toMatchObject({ code: "record.stale" });
    } finally {
      client.release();
    }
  });
});

async function waitingForALock(): Promise<void> {
  const waits = async () => {
    const { rows } = await house.owner.query<{ waits: boolean }>(
      `select exists (select from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock') as waits`,
    );
    return rows[0]?.waits ?? false;
  };
  await expect.poll(waits, { timeout: 10_000 }).toBe(true);
}
