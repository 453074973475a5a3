import path from "node:path";
import { build } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    webRoot: string;
  }
}

const root = path.join(import.meta.dirname, "..");

/** Builds the web client once for the run, with the kit page in it, apart from the build that is released. */
export async function setup(project: TestProject): Promise<void> {
  const outDir = path.join(root, "test-results/web");
  process.env["BEREDD_WEB_KIT"] = "1";
  // Otherwise React is built as for development, and speaks of things that no user meets.
  const before = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "production";
  await build({
    configFile: path.join(root, "vite.config.ts"),
    logLevel: "error",
    build: { outDir, emptyOutDir: true },
  });
  process.env["NODE_ENV"] = before;
  project.provide("webRoot", outDir);
}
