import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { useFolder } from "../folder.ts";
import { runBeredd, startProduct, type Product } from "../product.ts";
import { until } from "../until.ts";
import { begin, countHalves, numbers, signedIn, Writers } from "./killing.ts";

// A file system of its own in an image, which takes root and loop devices. At a moment every process is stopped and the
// image copied as it lies on the disk: what nobody has asked to be written is not in the copy, as after a power loss.
// The kernel's own commits are put off, so that none falls into the copying.

const ROUNDS = 5;
const folder = useFolder();
let product: Product | null = null;
const mounted = new Set<string>();
const run = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

function mount(image: string, name: string): string | null {
  const place = path.join(folder.path, name);
  mkdirSync(place, { recursive: true });
  if (!run("mount", "-o", "loop,commit=300", image, place)) return null;
  mounted.add(place);
  return place;
}

function unmount(place: string): void {
  // Lazily where a server of a failed round still holds it.
  if (!run("umount", place)) run("umount", "--lazy", place);
  mounted.delete(place);
}

afterAll(async () => {
  await product?.kill().catch(() => undefined);
  for (const place of mounted) unmount(place);
});

function makeImage(name: string): string {
  const image = path.join(folder.path, name);
  writeFileSync(image, "");
  truncateSync(image, 1_500 * 1024 * 1024);
  run("mkfs.ext4", "-q", "-F", image);
  return image;
}

/** The embedded server and everything that it has started. */
function serverOf(dataDir: string): number[] {
  const [first = ""] = readFileSync(path.join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n");
  const parentOf = (pid: string) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
    } catch {
      return undefined;
    }
  };
  const children = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === first);
  return [first, ...children].map(Number);
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It is gone.
    }
  }
}

test(`after ${ROUNDS} power losses under writers everything acknowledged is there, and the next start needs no hand`, async (context) => {
  const random = numbers(15);
  for (let round = 0; round < ROUNDS; round += 1) {
    const image = makeImage(`disk-${round}`);
    const place = mount(image, `place-${round}`);
    if (place === null) return context.skip("images cannot be mounted here: it takes root and loop devices");
    const dataDir = path.join(place, "data");
    const begun = await begin(dataDir);
    product = begun.product;
    // What was there before the writers began must outlive them; the directories that hold it, too.
    const writers = new Writers();
    await writers.start(begun.product, begun.rootId, "Rond");
    await until(() => writers.acknowledged.size > 40, 60);
    await delay(random(0, 1_500));
    const server = serverOf(dataDir);
    signal([begun.product.pid, ...server], "SIGSTOP");
    const acknowledged = [...writers.acknowledged.keys()];
    const copy = path.join(folder.path, `copy-${round}`);
    expect(run("cp", "--sparse=always", image, copy)).toBe(true);
    signal([...server, begun.product.pid], "SIGKILL");
    await begun.product.kill();
    await writers.stop();
    unmount(place);

    const after = mount(copy, `after-${round}`);
    if (after === null) throw new Error("the copy is no file system");
    const found = path.join(after, "data");
    product = await startProduct(found);
    await signedIn(product);
    const { halves, gaps, units } = await countHalves(found);
    const there = new Set(units);
    expect({ halves, gaps, lost: acknowledged.filter((id) => !there.has(id)) }).toEqual({
      halves: 0,
      gaps: 0,
      lost: [],
    });
    expect(await product.stop()).toBe(0);
    product = null;
    expect(await runBeredd(["verify", "--data", found])).toMatchObject({ code: 0 });
    unmount(after);
    run("rm", image, copy);
  }
});
