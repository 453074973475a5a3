import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { endTogether } from "../scripts/lib/end-together.mjs";
import {
  EmbeddedFault,
  startEmbedded,
  type EmbeddedServer,
} from "../src/platform/database/embedded/index.ts";
import type { Connection } from "../src/platform/database/pools.ts";
import { makeLog } from "../src/platform/log.ts";
import { dropTemplate, ensureTemplate, sweep, type Template } from "./template.ts";

declare module "vitest" {
  interface ProvidedContext {
    server: Connection;
    template: Template;
  }
}

// Nothing here outlives the run, so nothing here needs to survive a power loss.
const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
  shared_buffers: "128MB",
};

/**
 * Between runs at home the server's directory is kept, so that the next one starts in a moment;
 * in CI every run begins with nothing.
 */
async function dataDirectory(): Promise<{ dataDir: string; kept: boolean }> {
  if (process.env["CI"] || process.env["BEREDD_TEST_POSTGRES_BINARIES"]) {
    const fresh = await mkdtemp(path.join(os.tmpdir(), "beredd-test-"));
    return { dataDir: fresh, kept: false };
  }
  const checkout = createHash("sha256")
    .update(import.meta.dirname)
    .digest("hex")
    .slice(0, 8);
  const dataDir = path.join(os.tmpdir(), `beredd-test-${process.getuid?.() ?? 0}-${checkout}`);
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  return { dataDir, kept: true };
}

async function start(dataDir: string): Promise<EmbeddedServer> {
  const binaries = process.env["BEREDD_TEST_POSTGRES_BINARIES"];
  const options = { dataDir, log: makeLog("error"), settings, ...(binaries && { binaries }) };
  try {
    return await startEmbedded(options);
  } catch (error) {
    if (!(error instanceof EmbeddedFault) || error.code !== "embedded.not-started") throw error;
    // Without fsync a crash of the machine leaves a directory that cannot be opened: it held tests only.
    await rm(path.join(dataDir, "postgres"), { recursive: true, force: true });
    return startEmbedded(options);
  }
}

/** One server for the whole run: an external one when the environment names it, else our own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  endTogether();
  const external = process.env["BEREDD_TEST_DATABASE_URL"];
  if (external) {
    const server = { connectionString: external };
    const template = await ensureTemplate(server);
    project.provide("server", server);
    project.provide("template", template);
    return () => dropTemplate(server, template);
  }
  const { dataDir, kept } = await dataDirectory();
  const embedded = await start(dataDir);
  const { host, port, user } = embedded.connection;
  const server = { host, port, user, database: "postgres" };
  if (!embedded.joined) await sweep(server);
  project.provide("server", server);
  project.provide("template", await ensureTemplate(server));
  return async () => {
    await embedded.stop();
    if (!kept) await rm(dataDir, { recursive: true, force: true });
  };
}
