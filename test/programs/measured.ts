import { writeFileSync } from "node:fs";
import { runCli } from "../../src/cli/program.ts";

// Runs one command line of the product and writes down how much memory its process took at most, in bytes.
const [into = "", ...argv] = process.argv.slice(2);
process.exitCode = await runCli(argv, process.env);
writeFileSync(into, String(process.resourceUsage().maxRSS * 1024));
