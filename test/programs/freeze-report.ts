/** A process of its own that freezes a report, to be killed while it does: `node freeze-report.ts JSON`. */
import { randomBytes } from "node:crypto";
import { systemClock } from "../../src/platform/clock.ts";
import { system } from "../../src/platform/actor.ts";
import { openDatabase, type Connection } from "../../src/platform/database/pools.ts";
import { makeKeyring } from "../../src/platform/keyring.ts";
import { makeLog } from "../../src/platform/log.ts";
import { freezeReport } from "../../src/features/reports/freeze-report.ts";

const given: {
  connection: Connection;
  roles: { serving?: string; sealing?: string };
  reportId: string;
  version: number;
} = JSON.parse(process.argv[2] ?? "{}");
const log = makeLog("error");
const database = openDatabase(given.connection, given.roles, 2, log);
const jobs = { send: () => Promise.reject(new Error("Freezing sends no jobs.")) };
const { reportId, version } = given;
await freezeReport.call(
  {
    db: database.db,
    clock: systemClock,
    log,
    jobs,
    publicUrl: null,
    reach: { importFolders: [], allowedAddresses: [] },
    keyring: makeKeyring(randomBytes(32)),
  },
  system,
  { reportId, version },
  { requestId: "freeze" },
);
await database.close();
