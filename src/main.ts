import { runCli } from "./cli/program.ts";

const code = await runCli(process.argv.slice(2), process.env);
// Everything is closed by now; a library's forgotten timer must not keep a finished command alive for half a minute.
process.stdout.write("", () => process.exit(code));
