import { copyFile, readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { Client } from "../../../test/client.ts";
import { account, PASSPHRASE } from "../../../test/release-account.ts";
import { useFolder } from "../../../test/folder.ts";
import { runBeredd, startProduct, type Product } from "../../../test/product.ts";

// Processes of their own, a server each: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });

const fixtures = path.join(import.meta.dirname, "../../../test/fixtures");
const releases = (await readdir(fixtures)).filter((name) => /^release-.*\.beredd$/.test(name));
const folder = useFolder();
let product: Product | null = null;
afterAll(() => product?.stop());

/** As far as these tests read it. */
interface Restored {
  destroyed: number;
  rows: number;
  head: { number: number; hash: string };
  journal: { intact: boolean; destroyed: number };
}

describe.each(releases)("a database as %s left it", (name) => {
  test("is brought up to this release and used: signed in to, read, written to and verified", async () => {
    const data = path.join(folder.path, name);
    const file = path.join(folder.path, `${name}.copy`);
    await copyFile(path.join(fixtures, name), file);
    const env = { BEREDD_BACKUP_PASSPHRASE: PASSPHRASE };
    const done = await runBeredd(["restore", file, "--data", data, "--json"], env);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    const restored: Restored = JSON.parse(done.stdout);
    expect(restored.journal).toMatchObject({ intact: true, destroyed: 1 });

    product = await startProduct(data);
    const client = new Client(product.address);
    expect((await client.post("/api/v1/session", account)).status).toBeLessThan(300);
    const incidents = await client.get("/api/v1/incidents?limit=50&q=e-posten");
    expect(incidents.body.items?.length).toBe(20);
    const [service] = (await client.get("/api/v1/services")).body.items ?? [];
    const said = {
      title: "Nere igen",
      started: { at: "2023-05-01T08:00:00Z" },
      detected: { at: "2023-05-01T09:00:00Z" },
      serviceIds: [service?.["id"]],
    };
    const added = await client.post("/api/v1/incidents", said);
    expect([added.status, added.body["number"]]).toEqual([201, expect.stringMatching(/-0021$/)]);
    expect(await product.stop()).toBe(0);
    product = null;

    const head = `${restored.head.number}:${restored.head.hash}`;
    const verified = await runBeredd(["verify", "--json", "--data", data, "--against", head]);
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ intact: true, destroyed: 1 });
  });
});

test("there is a database of the release before this one", () => {
  expect(releases).toContain("release-0.1.0.beredd");
});
