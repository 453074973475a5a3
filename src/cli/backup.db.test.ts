import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Client } from "../../test/client.ts";
import { startExternal, type External } from "../../test/external.ts";
import { begin, signedIn } from "../../test/faults/killing.ts";
import { useFolder } from "../../test/folder.ts";
import { runBeredd, startProduct, type Product } from "../../test/product.ts";
import { until } from "../../test/until.ts";

// Each command is a process of its own: on a busy machine several of them take their time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const folder = useFolder();
const at = (name: string) => path.join(folder.path, name);
let external: External;
let product: Product | null = null;
let recipient = "";
let client: Client;
let rootId = "";
let erasedId = "";

/** As far as these tests read what a restore prints. */
interface Restored {
  destroyed: number;
  head: { number: number; hash: string };
  journal: { intact: boolean; destroyed: number };
}
const restored = (stdout: string): Restored => JSON.parse(stdout);

beforeAll(async () => {
  external = await startExternal();
  const begun = await begin(at("first"));
  product = begun.product;
  rootId = begun.rootId;
  client = await signedIn(product);
  for (const name of ["Norra", "Södra"])
    await client.post("/api/v1/units", { parentId: rootId, name, kind: "other" });
  const made = await runBeredd(["keys", "backup-key", at("backup.key")]);
  recipient = made.stdout.trim();
});
afterAll(async () => {
  await product?.stop();
  await external.stop();
});

describe("the whole way, from embedded to external PostgreSQL and back", () => {
  test("a backup is taken while people work, and proven", async () => {
    const taken = await runBeredd([
      "backup",
      at("one.beredd"),
      "--data",
      at("first"),
      "--recipient",
      recipient,
      "--json",
    ]);
    // Nothing but the result in a pipe: progress is for a terminal.
    expect(taken).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(taken.stdout)).toMatchObject({
      file: at("one.beredd"),
      head: { number: expect.any(Number) },
    });
    const proven = await runBeredd(["backup", "--check", at("one.beredd"), "--identity", at("backup.key")]);
    expect(proven).toMatchObject({ code: 0, stderr: "" });
    expect(proven.stdout).toMatch(/The backup is whole: \d+ rows .*\nRestored aside; its journal is intact/);
  });

  test("what is erased after it is listed beside the data, by ids and ground alone", async () => {
    const { body } = await client.get("/api/v1/journal?limit=50");
    erasedId = String(body.items?.find((entry) => entry["kind"] === "unit.added")?.["id"]);
    const erased = await client.post("/api/v1/journal/erasures", { entryIds: [erasedId], ground: "Art. 17" });
    expect(erased.status).toBe(201);
    const list = at("first/erasures.jsonl");
    const lines = () => readFile(list, "utf8").catch(() => "");
    await until(async () => (await lines()).includes(erasedId));
    expect(JSON.parse(await lines())).toEqual({
      entries: [erasedId],
      ground: "Art. 17",
      erasedAt: expect.any(String),
    });
    const listed = await runBeredd(["erasures", "--data", at("first")]);
    expect(JSON.parse(listed.stdout)).toMatchObject({ entries: [erasedId], ground: "Art. 17" });
  });

  test("restored into an external PostgreSQL by a user who is no superuser, it is erased again", async () => {
    const args = [
      "restore",
      at("one.beredd"),
      "--data",
      at("second"),
      "--identity",
      at("backup.key"),
      "--json",
    ];
    const env = { DATABASE_URL: external.url };
    const done = await runBeredd([...args, "--erasures-from", at("first/erasures.jsonl")], env);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    const { destroyed, journal, head } = restored(done.stdout);
    expect([destroyed, journal]).toMatchObject([1, { intact: true, destroyed: 1 }]);
    const against = ["verify", "--data", at("second"), "--against", `${head.number}:${head.hash}`];
    expect((await runBeredd(against, env)).code).toBe(0);
  });

  test("and back: people sign in anew, and find what they left", async () => {
    const env = { DATABASE_URL: external.url };
    await writeFile(at("passphrase"), "en lång lösenfras\nsom ingen andra rad hör till\n");
    const locked = ["--passphrase-file", at("passphrase")];
    expect((await runBeredd(["backup", at("two.beredd"), "--data", at("second"), ...locked], env)).code).toBe(
      0,
    );
    const done = await runBeredd(["restore", at("two.beredd"), "--data", at("third"), "--json"], {
      BEREDD_BACKUP_PASSPHRASE: "en lång lösenfras",
    });
    expect(restored(done.stdout).journal).toMatchObject({ intact: true, destroyed: 1 });
    const third = await startProduct(at("third"));
    try {
      const old = new Client(third.address);
      for (const [name, value] of client.cookies) old.cookies.set(name, value);
      expect((await old.get("/api/v1/units")).status).toBe(401);
      const anew = await signedIn(third);
      const names = (await anew.get("/api/v1/units")).body.items?.map((unit) => unit["name"]);
      expect(names).toEqual(expect.arrayContaining(["Exempelkommun", "Norra", "Södra"]));
      const { body } = await anew.get("/api/v1/journal?limit=50");
      const kinds = body.items?.map((entry) => entry["kind"]);
      expect(kinds?.filter((kind) => kind === "installation.restored")).toHaveLength(2);
      expect(body.items?.find((entry) => entry["id"] === erasedId)?.["body"]).toBeNull();
    } finally {
      await third.stop();
    }
  });
});

describe("exit codes", () => {
  const key = ["--identity", "backup.key"];
  const cases: [string, string[], number, RegExp][] = [
    [
      "a place that is not empty: 5",
      ["restore", "one.beredd", ...key, "--data", "first"],
      5,
      /another process|records here already/i,
    ],
    [
      "a file that is there: 5",
      ["backup", "one.beredd", "--data", "first", "--recipient", "KEY"],
      5,
      /already there/,
    ],
    ["nothing to lock with: 2", ["backup", "new.beredd", "--data", "first"], 2, /--passphrase-file/],
    [
      "a recipient that is none: 2",
      ["backup", "new.beredd", "--data", "first", "--recipient", "ssh-rsa"],
      2,
      /begins with age1/,
    ],
    [
      "a folder that is not there: 2",
      ["backup", "none/new.beredd", "--data", "first", "--recipient", "KEY"],
      2,
      /Cannot write/,
    ],
    [
      "nothing to back up: 4",
      ["backup", "new.beredd", "--data", "nowhere", "--recipient", "KEY"],
      4,
      /nothing here/,
    ],
    ["no such backup: 4", ["restore", "none.beredd", ...key, "--data", "fourth"], 4, /no such backup/],
    [
      "another key: 3",
      ["restore", "one.beredd", "--identity", "other.key", "--data", "fourth"],
      3,
      /does not fit/,
    ],
    ["no backup at all: 2", ["backup", "--check", "backup.key", ...key], 2, /no backup of Beredd/],
    ["a damaged one: 7", ["backup", "--check", "cut.beredd", ...key], 7, /damaged or cut short/],
  ];

  beforeAll(async () => {
    await runBeredd(["keys", "backup-key", at("other.key")]);
    const whole = await readFile(at("one.beredd"));
    await writeFile(at("cut.beredd"), whole.subarray(0, whole.length - 500));
  });

  test.each(cases)("%s, in one sentence", async (_name, args, exit, sentence) => {
    const isFile = /\.(beredd|key)$|^(first|fourth|nowhere)$/;
    const full = args.map((arg) => (arg === "KEY" ? recipient : isFile.test(arg) ? at(arg) : arg));
    const { code, stdout, stderr } = await runBeredd(full, { LANG: "en_GB.UTF-8" });
    expect([code, stdout]).toEqual([exit, ""]);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
