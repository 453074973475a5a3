import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import type { CommandShell } from "../../platform/command.ts";
import { openFile } from "../../platform/files/files.ts";
import type { Runtime } from "../../platform/runtime.ts";
import { AppError } from "../../shared/errors.ts";
import { askIn, describeProposal } from "./describe-proposal.ts";
import { explainFault, faultOf, importFile, mustBeThere, sourceOf } from "./import-file.ts";
import { findProfile } from "./profiles/find-profile.ts";
import { settledQuestions } from "./mapping/question-kinds.ts";
import { proposeFor } from "./propose-file.ts";
import type { RunOutcome } from "./run/queries-outcome.ts";
import type { Progress } from "./run/state.ts";
import { explain, say } from "./say.ts";

interface Options {
  profile?: string;
  propose?: true;
  out?: string;
  dryRun?: true;
  source?: string;
  rejects?: string;
}

const help = `
The file is CSV (comma, semicolon, tab; UTF-8, UTF-16 or Windows-1252), XLSX, or a zip with one CSV in it.

A profile says which column becomes which field. It is a key of one that ships or is saved (servicenow-event-log,
servicenow-list, topdesk, zabbix-problems, swedish-excel, units, sites, services, systems, suppliers), or a JSON file:

  beredd import export.csv --propose                   look through the file and say what it seems to be
  beredd import export.csv --propose --out profile.json    the same, and write the profile
  beredd import export.csv --profile profile.json --dry-run
  beredd import export.csv --profile profile.json --rejects rejected.csv

The same file again changes nothing; a newer one updates. --source names the system that the records come from: a
record is known by its source and its number there (default: the profile's key). Rows that cannot be taken go to the
file of rejects as they came, with the reason first; mend them there and import that file. An import that was broken
off goes on where it stopped when the same command is run again.

Exit codes: 0 every row is taken or was known; 2 the file or the profile is wrong; 8 some rows were rejected.`;

const SOME_REJECTED = 8;

export function addImportCommands(program: Command, shell: CommandShell): void {
  program
    .command("import")
    .argument("<file>", "the file to import")
    .description("Imports records from a file, by a mapping profile.")
    .option("--profile <key|file.json>", "how columns become fields")
    .option("--propose", "propose a profile for this file, print it, and import nothing")
    .option("--out <file.json>", "with --propose: write the proposed profile there")
    .option("--dry-run", "do everything but keep nothing: says what would become of the rows")
    .option("--source <name>", "the system that the records come from (default: the profile's key)")
    .option("--rejects <file>", "write rejected rows there, in the shape they came")
    .addHelpText("after", help)
    .action(async (file: string, options: Options) => {
      try {
        await mustBeThere(resolve(file));
        const runtime = await shell.runtime();
        if (options.propose === true) await printProposal(runtime, shell, file, options.out);
        else await runImport(runtime, shell, file, options);
      } catch (error) {
        throw explainFault(error);
      }
    });
}

async function printProposal(
  runtime: Runtime,
  shell: CommandShell,
  file: string,
  out: string | undefined,
): Promise<void> {
  const { language } = shell;
  const found = await proposeFor(
    runtime.db,
    { path: resolve(file) },
    { onRows: (rows) => shell.progress(say(language, "imports.command.looking", { rows })) },
  );
  const { profile } = found;
  if (out !== undefined && profile !== null) await writeFile(out, `${JSON.stringify(profile, null, 2)}\n`);
  shell.print(found, () => {
    const said = describeProposal(language, found);
    if (profile === null) return said;
    const saved =
      out === undefined
        ? say(language, "imports.command.propose.save")
        : say(language, "imports.command.propose.saved", { file: out });
    return `${said}\n\n${saved}`;
  });
  // Without a profile there is nothing to import by: whoever asked for the file must not think it is there.
  if (profile === null && out !== undefined) throw new AppError("import.undecided");
}

async function runImport(
  runtime: Runtime,
  shell: CommandShell,
  file: string,
  options: Options,
): Promise<void> {
  const profile = await profileFor(runtime, shell, file, options.profile);
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  process.once("SIGTERM", () => stop.abort());
  const outcome = await importFile(runtime, shell.actor, {
    path: resolve(file),
    profile,
    source: sourceOf(profile, options.source),
    dry: options.dryRun === true,
    requestId: shell.requestId,
    signal: stop.signal,
    onProgress: (progress) => shell.progress(lineOf(shell, progress)),
    onResume: () => shell.progress(say(shell.language, "imports.command.resumed")),
  });
  const fault = faultOf(outcome);
  if (fault !== null) throw fault;
  if (options.rejects !== undefined && outcome.rejectsFileId !== null) {
    const { stream } = await openFile(runtime.db, outcome.rejectsFileId);
    await pipeline(stream, createWriteStream(options.rejects));
  }
  shell.print(outcome, () => describe(shell, outcome, options.rejects));
  if (outcome.rowsRejected > 0) process.exitCode = SOME_REJECTED;
}

/** The one that is named; else the proposal, where the file leaves nothing to ask. */
async function profileFor(runtime: Runtime, shell: CommandShell, file: string, named: string | undefined) {
  if (named !== undefined) return findProfile(runtime.db, named);
  const { profile, questions } = await proposeFor(runtime.db, { path: resolve(file) });
  const open = questions.filter(({ code }) => !settledQuestions.includes(code));
  if (profile !== null && open.length === 0) return profile;
  for (const question of open) process.stderr.write(`${askIn(shell.language, question)}\n`);
  throw new AppError("import.undecided");
}

function lineOf({ language }: CommandShell, { state, share, rowsPerSecond, secondsLeft }: Progress): string {
  const percent = Math.round(share * 100);
  const key = state === "reading" ? "imports.command.reading" : "imports.command.storing";
  return say(language, key, { percent, rate: rowsPerSecond, left: secondsLeft ?? -1 });
}

function describe({ language }: CommandShell, outcome: RunOutcome, rejects: string | undefined): string {
  const { id: _id, doubts, dry, errorParams: _params, ...counts } = outcome;
  const values = Object.fromEntries(
    Object.entries(counts).map(([key, value]) => [key, value === null ? "" : value]),
  );
  const lines = [
    say(language, dry ? "imports.command.would" : "imports.command.done", values),
    say(language, "imports.command.rows", values),
    say(language, "imports.command.records", values),
  ];
  for (const { count, line, example } of Object.values(doubts))
    lines.push(say(language, "imports.command.doubt", { count, line, reason: explain(language, example) }));
  if (outcome.rowsRejected > 0) {
    lines.push(
      rejects === undefined
        ? say(language, "imports.command.ask-rejects")
        : say(language, "imports.command.rejects", { file: rejects }),
    );
  }
  return lines.join("\n");
}
