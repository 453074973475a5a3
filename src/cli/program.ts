import { Command, Option } from "commander";
import { addAccessCommands } from "../features/access/commands.ts";
import { addImportCommands } from "../features/imports/commands.ts";
import { addReportCommands } from "../features/reports/commands.ts";
import { addFiguresCommand } from "../features/statistics/commands.ts";
import { languages } from "../shared/language.ts";
import type { Commands } from "../platform/command.ts";
import { release } from "../http/api-info.ts";
import { addExample } from "./example.ts";
import { addBackup } from "./backup.ts";
import { addKeys } from "./keys.ts";
import { addMigrate } from "./migrate.ts";
import { addErasures, addRestore } from "./restore.ts";
import { addServe } from "./serve.ts";
import { makeShell, type GlobalOptions } from "./shell.ts";
import { addVerify } from "./verify.ts";
import { EXITS, explainExit } from "./exits.ts";

/** Commands that features bring. */
const featureCommands: readonly Commands[] = [
  addAccessCommands,
  addImportCommands,
  addFiguresCommand,
  addReportCommands,
];

/** Runs one command line; returns its exit code. */
export async function runCli(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const program = new Command("beredd")
    .description("Runs, survives and accounts for IT disturbances in a public body.")
    .version(release)
    .option("--data <dir>", "where the data lies (default: ./data, or BEREDD_DATA)")
    .addOption(
      new Option("--lang <language>", "what the commands speak (default: as LANG says)").choices(languages),
    )
    .option("--json", "print the result as JSON on stdout")
    .showHelpAfterError("(beredd --help shows every command)")
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      "after",
      `
Without DATABASE_URL the command uses Beredd's own PostgreSQL in the data directory, and joins it when a
server is already running there. With DATABASE_URL=postgres://… it uses yours.

Exit codes:
${EXITS.map(([code, meaning]) => `  ${code}  ${meaning}`).join("\n")}

Begin with:
  beredd serve                 the web interface on http://127.0.0.1:8377
  beredd example               load the example organisation into an empty installation
  beredd import FILE --help    how to bring records in
`,
    )
    .exitOverride();
  const shell = makeShell(() => program.opts<GlobalOptions>(), env);
  addServe(program, shell);
  addMigrate(program, shell);
  addVerify(program, shell);
  addBackup(program, shell, env);
  addRestore(program, shell, env);
  addErasures(program, shell);
  addKeys(program, shell);
  addExample(program, shell);
  for (const add of featureCommands) add(program, shell);
  try {
    await program.parseAsync([...argv], { from: "user" });
    return typeof process.exitCode === "number" ? process.exitCode : 0;
  } catch (error) {
    return explainExit(error, shell.language);
  } finally {
    await shell.close().catch(() => undefined);
  }
}
