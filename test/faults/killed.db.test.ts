import path from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { restoreBackup } from "../../src/platform/backup/restore-backup.ts";
import { startEmbedded } from "../../src/platform/database/embedded/index.ts";
import { makeLog } from "../../src/platform/log.ts";
import { readBackup } from "../../src/platform/backup/read-backup.ts";
import { Client } from "../client.ts";
import { useFolder } from "../folder.ts";
import { runBeredd, startProduct, type Product } from "../product.ts";
import { PASSPHRASE } from "../release-account.ts";
import { until } from "../until.ts";
import {
  begin,
  countHalves,
  isThere,
  killCommand,
  killUnderWriters,
  numbers,
  signedIn,
  Writers,
} from "./killing.ts";

// A few kills in every run; more than a hundred in the full one.
const full = process.env["BEREDD_FULL"] === "1";
const kills = full
  ? { writing: 60, starting: 15, migrating: 12, backingUp: 15, restoring: 12 }
  : { writing: 3, starting: 1, migrating: 1, backingUp: 1, restoring: 1 };
const patience = (rounds: number) => 60_000 + rounds * 60_000;
vi.setConfig({ hookTimeout: 120_000 });

const folder = useFolder();
const at = (name: string) => path.join(folder.path, name);
const started = new Set<Product>();
let identity = "";
let recipient = "";
beforeAll(async () => {
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
});
afterAll(() => Promise.all([...started].map((product) => product.stop())));

async function stopped(running: Product): Promise<void> {
  started.delete(running);
  expect(await running.stop()).toBe(0);
}

async function verified(dataDir: string, ...more: string[]): Promise<void> {
  const { code, stdout } = await runBeredd(["verify", "--json", "--data", dataDir, ...more]);
  expect(JSON.parse(stdout)).toMatchObject({ intact: true, fault: null, unsealed: { entries: 0 } });
  expect(code).toBe(0);
}

describe("killed by SIGKILL", () => {
  test(
    `${kills.writing} times under writers: what was acknowledged is there, nothing half, the order without a gap`,
    { timeout: patience(kills.writing) },
    async () => {
      const dataDir = at("writing");
      const begun = await begin(dataDir);
      started.add(begun.product);
      const done = await killUnderWriters({ dataDir, rounds: kills.writing, seed: 8377 }, begun);
      started.add(done.product);
      const { acknowledged } = done.writers;
      const running = done.product;
      // The leader's work and every reaction's is taken over by the next process.
      await until(async () => {
        const { text } = await new Client(running.address).get("/metrics");
        const behind = [...text.matchAll(/^beredd_reaction_lag_entries\{.*\} (\d+)$/gm)];
        return (
          behind.length > 0 &&
          behind.every(([, entries]) => entries === "0") &&
          /pending_entries 0/.test(text)
        );
      }, 60);
      const { halves, gaps, units } = await countHalves(dataDir);
      expect({ halves, gaps }).toEqual({ halves: 0, gaps: 0 });
      expect(acknowledged.size).toBeGreaterThan(kills.writing * 4);
      const there = new Set(units);
      expect([...acknowledged.keys()].filter((id) => !there.has(id))).toEqual([]);
      await stopped(done.product);
      await verified(dataDir);
    },
  );

  test(
    `${kills.starting} times at the first start: the next one needs no hand`,
    { timeout: patience(kills.starting) },
    async () => {
      const random = numbers(1_003);
      for (let round = 0; round < kills.starting; round += 1) {
        // Every third directory is new; the others were killed before.
        const dataDir = at(`starting-${Math.floor(round / 3)}`);
        const args = ["serve", "--empty", "--port", "0", "--data", dataDir];
        await killCommand(args, {}, random(300, 3_500), round % 2 === 0 ? null : dataDir);
      }
      for (let number = 0; number * 3 < kills.starting; number += 1) {
        const dataDir = at(`starting-${number}`);
        const begun = await begin(dataDir);
        started.add(begun.product);
        expect((await new Client(begun.product.address).get("/health/ready")).status).toBe(200);
        await stopped(begun.product);
        await verified(dataDir);
      }
    },
  );

  test(
    `${kills.migrating} times while the schema of the release before is brought up: it is done once, whole`,
    { timeout: patience(2 * kills.migrating) },
    async () => {
      const random = numbers(146);
      for (let round = 0; round < kills.migrating; round += 1) {
        const dataDir = at(`migrating-${round}`);
        await asReleased(dataDir);
        const args = ["migrate", "--data", dataDir];
        await killCommand(args, {}, random(500, 3_500), round % 2 === 0 ? null : dataDir);
        expect(await runBeredd(args)).toMatchObject({ code: 0, stderr: "" });
        await usedAsReleased(dataDir);
      }
    },
  );

  test(
    `${kills.backingUp} times while a backup is taken: no half of one has its name, and people go on`,
    { timeout: patience(kills.backingUp) },
    async () => {
      const random = numbers(19_000);
      const dataDir = at("backing-up");
      const begun = await begin(dataDir);
      started.add(begun.product);
      const writers = new Writers();
      await writers.start(begun.product, begun.rootId, "Rond");
      let whole = 0;
      for (let round = 0; round < kills.backingUp; round += 1) {
        const file = at(`killed-${round}.beredd`);
        const args = ["backup", file, "--data", dataDir, "--recipient", recipient];
        await killCommand(args, {}, random(800, 3_500), null);
        // Under its name it is whole; else the next one takes the place of what was left lying.
        const again = (await isThere(file)) ? null : await runBeredd(args);
        expect(again?.code ?? 0).toBe(0);
        whole += (await readBackup(file, { identities: [identity] }, {})).rows > 0 ? 1 : 0;
      }
      await writers.stop();
      expect(whole).toBe(kills.backingUp);
      expect(writers.acknowledged.size).toBeGreaterThan(kills.backingUp * 4);
      await stopped(begun.product);
      await verified(dataDir);
    },
  );

  test(
    `${kills.restoring} times while a backup is restored: half of one is served to nobody, and the same command does it`,
    { timeout: patience(2 * kills.restoring) },
    async () => {
      const random = numbers(2_023);
      for (let round = 0; round < kills.restoring; round += 1) {
        const dataDir = at(`restoring-${round}`);
        const args = ["restore", released, "--data", dataDir];
        await killCommand(args, opens, random(2_500, 8_000), round % 2 === 0 ? null : dataDir);
        const served = await runBeredd(["migrate", "--data", dataDir]);
        // Not begun: an empty place. Begun: told so. Done in that moment: whole, and not to be done twice.
        expect([0, 6]).toContain(served.code);
        const again = await runBeredd([...args], { ...opens, LANG: "en" });
        const told = again.code === 0 || again.stderr.includes("records here already");
        expect([told, again.stderr]).toEqual([true, expect.any(String)]);
        await usedAsReleased(dataDir);
      }
    },
  );
});

const released = path.join(import.meta.dirname, "../fixtures/release-0.1.0.beredd");
const opens = { BEREDD_BACKUP_PASSPHRASE: PASSPHRASE };

/** The database of the release before, not brought up. */
async function asReleased(dataDir: string): Promise<void> {
  const server = await startEmbedded({ dataDir, log: makeLog("error") });
  try {
    const keyDir = path.join(dataDir, "keys");
    const opener = { passphrase: PASSPHRASE };
    await restoreBackup({ connection: server.connection, keyDir, file: released, opener });
  } finally {
    await server.stop();
  }
}

async function usedAsReleased(dataDir: string): Promise<void> {
  const running = await startProduct(dataDir);
  started.add(running);
  const client = await signedIn(running);
  expect((await client.get("/api/v1/incidents?limit=50")).body.items?.length).toBe(20);
  await stopped(running);
  await verified(dataDir);
}
