// npm start: installs what is missing, builds the web interface when it is stale, and serves.
import { main } from "./lib/console.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { node24 } from "./lib/node24.mjs";
import { inRoot } from "./lib/root.mjs";
import { become } from "./lib/run.mjs";
import { ensureWeb } from "./lib/web.mjs";

await main(async () => {
  await ensureInstalled();
  const node = node24();
  await ensureWeb(node);
  become(node, [inRoot("src", "main.ts"), "serve", ...process.argv.slice(2)]);
});
