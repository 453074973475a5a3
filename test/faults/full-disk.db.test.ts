import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useFolder } from "../folder.ts";
import { useServing } from "../serving.ts";

// A small file system of its own, which takes root and the right to mount: elsewhere the test is skipped.

const folder = useFolder();
const serving = useServing();
const bytes = { "content-type": "application/octet-stream" };
let place = "";

const run = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

const mountable = (() => {
  if (process.getuid?.() !== 0) return false;
  const probe = `/tmp/beredd-mount-${process.pid}`;
  mkdirSync(probe, { recursive: true });
  const mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", probe);
  if (mounted) run("umount", probe);
  spawnSync("rmdir", [probe]);
  return mounted;
})();
const skipped = mountable ? "" : " (skipped: file systems cannot be mounted here)";

beforeAll(async () => {
  if (!mountable) return;
  place = path.join(folder.path, "small");
  mkdirSync(place);
  run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", place);
  const { rows } = await serving.house.owner.query<{ data_directory: string }>("show data_directory");
  const { uid, gid } = statSync(rows[0]?.data_directory ?? "");
  const space = path.join(place, "space");
  mkdirSync(space);
  chownSync(space, uid, gid);
  chmodSync(place, 0o755);
  await serving.house.owner.query(`create tablespace beredd_small location '${space}'`);
  for (const table of ["file_chunk", "unit", "unit_within"])
    await serving.house.owner.query(`alter table ${table} set tablespace beredd_small`);
});

afterAll(async () => {
  if (!mountable) return;
  for (const table of ["file_chunk", "unit", "unit_within"])
    await serving.house.owner.query(`alter table ${table} set tablespace pg_default`);
  await serving.house.owner.query("drop tablespace beredd_small");
  run("umount", place);
});

test.skipIf(!mountable)(
  `a full disk: 507, nothing half-written, and on again when there is space${skipped}`,
  async () => {
    const admin = await serving.signedIn("administrator");
    const kept = async () => {
      const { rows } = await serving.house.owner.query<{ files: number; units: number; entries: number }>(
        "select (select count(*)::int from file) as files, (select count(*)::int from unit) as units, (select count(*)::int from journal) as entries",
      );
      return rows[0];
    };
    expect((await admin.post("/api/v1/files", randomBytes(2_000_000), bytes)).status).toBe(201);
    const before = await kept();
    const refused = await admin.post("/api/v1/files", randomBytes(30_000_000), {
      ...bytes,
      "accept-language": "en",
    });
    expect([refused.status, refused.body["code"]]).toEqual([507, "storage.full"]);
    expect(refused.body["detail"]).toContain("Nothing was saved.");
    expect(await kept()).toEqual(before);

    // The table of units fills its last page, and then a write of a record meets the same wall.
    const unit = (number: number) => ({
      parentId: serving.house.units.north,
      name: `${number} ${"x".repeat(180)}`,
      kind: "other",
    });
    let written = 0;
    let answer = await admin.post("/api/v1/units", unit(written));
    while (answer.status === 201 && written < 500) {
      written += 1;
      answer = await admin.post("/api/v1/units", unit(written));
    }
    expect([answer.status, answer.body["code"]]).toEqual([507, "storage.full"]);
    const full = await kept();
    expect(full?.units).toBe((before?.units ?? 0) + written);
    expect(full?.entries).toBe((before?.entries ?? 0) + written);
    expect((await admin.get("/api/v1/units")).status).toBe(200);

    run("mount", "-o", "remount,size=200m", place);
    expect((await admin.post("/api/v1/units", unit(written))).status).toBe(201);
    expect((await admin.post("/api/v1/files", randomBytes(30_000_000), bytes)).status).toBe(201);
  },
);
