#!/usr/bin/env node
// npx beredd …: the command line, on the Node that it needs.
import { main } from "./lib/console.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { node24 } from "./lib/node24.mjs";
import { inRoot } from "./lib/root.mjs";
import { become } from "./lib/run.mjs";

await main(async () => {
  await ensureInstalled();
  become(node24(), [inRoot("src", "main.ts"), ...process.argv.slice(2)]);
});
