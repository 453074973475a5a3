import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { useFolder } from "../../test/folder.ts";
import { runBeredd, startProduct, type Product } from "../../test/product.ts";
import { EXITS } from "./exits.ts";

// Each command is a process of its own: on a busy machine several of them take their time.
vi.setConfig({ testTimeout: 120_000 });

const folder = useFolder();
let product: Product | null = null;
beforeAll(async () => {
  product = await startProduct(folder.path);
}, 60_000);
afterAll(() => product?.stop());

const run = (...args: string[]) => runBeredd([...args, "--data", folder.path]);

test("--help names every command and every exit code", async () => {
  const { code, stdout } = await runBeredd(["--help"]);
  expect(code).toBe(0);
  for (const command of ["serve", "migrate", "verify"])
    expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, "m"));
  for (const [exit, meaning] of EXITS) expect(stdout).toContain(`${exit}  ${meaning}`);
  expect((await runBeredd(["verify", "--help"])).stdout).toContain("--against 12:9f2c");
});

describe("exit codes", () => {
  test.each([
    ["an unknown command", ["nonsense"], 2],
    ["an unknown option", ["verify", "--nonsense"], 2],
    ["a head that is none", ["verify", "--against", "x"], 2],
    ["a port that is none", ["serve", "--port", "abc"], 2],
  ])("%s: 2, with one line of what is wrong on stderr", async (_name, args, exit) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([exit, ""]);
    expect(stderr).toMatch(/^error: /);
  });

  test("every fault in the configuration at once: 2", async () => {
    const { code, stderr } = await runBeredd(["verify"], {
      BEREDD_PORT: "99999",
      DATABASE_URL: "mysql://user:hemligt@host/db",
      BEREDD_LOG_LEVEL: "loud",
      BEREDD_POOL: "none",
    });
    expect(code).toBe(2);
    for (const name of ["BEREDD_PORT", "DATABASE_URL", "BEREDD_LOG_LEVEL", "BEREDD_POOL"])
      expect(stderr).toContain(name);
    expect(stderr).not.toContain("hemligt");
  });

  test("a database that does not answer: 6, in the person's language", async () => {
    const url = "postgres://user:hemligt@127.0.0.1:1/db";
    const sv = await runBeredd(["verify", "--data", folder.path], { DATABASE_URL: url, LANG: "sv_SE.UTF-8" });
    expect(sv.code).toBe(6);
    expect(sv.stderr).toContain("Databasen svarar inte");
    expect(sv.stderr).not.toContain("hemligt");
  });

  test("a head that the journal does not hold: 7", async () => {
    const { code, stdout } = await run("verify", "--json", "--against", `99:${"0".repeat(64)}`);
    expect(code).toBe(7);
    expect(JSON.parse(stdout)).toMatchObject({ intact: false, fault: { kind: "head-not-found", seal: 99 } });
  });
});

test("--json prints one value on stdout, and a pipe sees no progress", async () => {
  const verified = await run("verify", "--json");
  expect([verified.code, verified.stderr]).toEqual([0, ""]);
  expect(JSON.parse(verified.stdout)).toMatchObject({ intact: true });
  const migrated = await run("migrate", "--json");
  expect(JSON.parse(migrated.stdout)).toEqual({ migrated: true, place: folder.path });
  expect((await run("verify")).stdout).toMatch(/^The journal is intact\.\n/);
});

test("the commands speak Swedish where the terminal does, or where it is asked for", async () => {
  const migrate = (env: NodeJS.ProcessEnv, ...more: string[]) =>
    runBeredd(["migrate", "--data", folder.path, ...more], env);
  expect((await migrate({ LANG: "sv_SE.UTF-8" })).stdout).toMatch(/^Databasen är uppdaterad: /);
  expect((await migrate({ LANG: "sv_SE.UTF-8" }, "--lang", "en")).stdout).toMatch(/^The database is up to/);
  expect((await migrate({}, "--lang", "sv")).stdout).toMatch(/^Databasen är uppdaterad: /);
  expect(await migrate({}, "--lang", "no")).toMatchObject({ code: 2, stdout: "" });
});
