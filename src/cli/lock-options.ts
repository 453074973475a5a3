import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import type { Command } from "commander";
import type { Lock, Opener } from "../platform/backup/age.ts";
import { AppError } from "../shared/errors.ts";

// What a backup is locked and opened with. Never an argument of the command: those stand in the list of processes.

export interface LockOptions {
  recipient?: string[];
  passphraseFile?: string;
}

export interface OpenerOptions {
  identity?: string;
  passphraseFile?: string;
}

export const PASSPHRASE = "BEREDD_BACKUP_PASSPHRASE";

export function addOpenerOptions(command: Command): Command {
  return command
    .option("--identity <file>", "open with the private key in this file (AGE-SECRET-KEY-1…)")
    .option("--passphrase-file <file>", `the passphrase is the file's first line (or in ${PASSPHRASE})`);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new AppError("backup.no-key-file", { params: { file }, cause: error });
  }
}

/** The passphrase from a file, the environment or the terminal; null when there is none of them. */
async function passphrase(
  file: string | undefined,
  env: NodeJS.ProcessEnv,
  ask: readonly string[],
): Promise<string | null> {
  if (file !== undefined) return (await readText(file)).split("\n")[0]?.trim() ?? null;
  const given = env[PASSPHRASE];
  if (given !== undefined && given !== "") return given;
  if (!process.stdin.isTTY) return null;
  const answers: string[] = [];
  for (const question of ask) answers.push(await askSilently(question));
  return answers.every((answer) => answer === answers[0]) ? (answers[0] ?? null) : null;
}

async function askSilently(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(question);
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await terminal.question("");
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
}

export async function readLock(options: LockOptions, env: NodeJS.ProcessEnv): Promise<Lock> {
  if (options.recipient !== undefined && options.recipient.length > 0)
    return { recipients: options.recipient };
  const given = await passphrase(options.passphraseFile, env, ["Passphrase: ", "Once more: "]);
  if (given !== null && given !== "") return { passphrase: given };
  throw new AppError("backup.key-missing");
}

export async function readOpener(options: OpenerOptions, env: NodeJS.ProcessEnv): Promise<Opener> {
  if (options.identity !== undefined) {
    const lines = (await readText(options.identity)).split("\n").map((line) => line.trim());
    return { identities: lines.filter((line) => line !== "" && !line.startsWith("#")) };
  }
  const given = await passphrase(options.passphraseFile, env, ["Passphrase: "]);
  if (given !== null && given !== "") return { passphrase: given };
  throw new AppError("backup.key-missing");
}
