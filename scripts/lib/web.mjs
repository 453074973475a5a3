import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Refusal, say } from "./console.mjs";
import { inRoot, root } from "./root.mjs";
import { run } from "./run.mjs";

const out = inRoot("dist", "web");
const stamp = path.join(out, ".sources");

// Rooms that the browser never sees. Everything else counts, so that no change can be missed.
const serverOnly = /^src\/(?:platform|http|cli|workflows|main\.ts)|\.test\.tsx?$|\.sql$/;

function sources() {
  return readdirSync(inRoot("src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
    .filter((file) => !serverOnly.test(file))
    .concat(["vite.config.ts", "tsconfig.base.json", "tsconfig.web.json", "package-lock.json"])
    .sort();
}

/** By content and not by time: a checkout changes times without changing anything. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const file of sources())
    hash
      .update(`${file}\0`)
      .update(readFileSync(inRoot(file)))
      .update("\0");
  return hash.digest("hex");
}

export function isBuilt(wanted = fingerprint()) {
  return (
    existsSync(stamp) && existsSync(path.join(out, "index.html")) && readFileSync(stamp, "utf8") === wanted
  );
}

/** Builds the web interface when there is none or its sources have changed. */
export async function ensureWeb(node) {
  const wanted = fingerprint();
  if (isBuilt(wanted)) return;
  say("Building the web interface …");
  // Built beside and put in place whole: a server that runs meanwhile keeps serving one build, not halves of two.
  const half = inRoot("dist", `web.half-${process.pid}`);
  const { code, output } = await run(node, [inRoot("node_modules", "vite", "bin", "vite.js"), "build"], {
    cwd: root,
    env: { BEREDD_WEB_OUT: half, NODE_ENV: "production" },
  });
  if (code !== 0 || !existsSync(path.join(half, "index.html"))) {
    rmSync(half, { recursive: true, force: true });
    process.stderr.write(output);
    throw new Refusal("The web interface could not be built; what vite said stands above.");
  }
  writeFileSync(path.join(half, ".sources"), wanted);
  rmSync(out, { recursive: true, force: true });
  renameSync(half, out);
}
