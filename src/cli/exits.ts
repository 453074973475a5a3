import { CommanderError } from "commander";
import { ConfigError } from "../platform/config.ts";
import { EmbeddedFault, embeddedTexts } from "../platform/database/embedded/index.ts";
import { AppError, errorKinds } from "../shared/errors.ts";
import { errorTexts } from "../shared/errors.texts.ts";
import type { Language } from "../shared/language.ts";
import { defineTexts, lookUp } from "../shared/texts.ts";

const portTexts = defineTexts({
  sv: {
    "port.taken":
      "Porten används redan ({reason}). Stoppa det andra programmet, eller välj en annan med --port.",
  },
  en: {
    "port.taken":
      "The port is already in use ({reason}). Stop the other program, or choose another with --port.",
  },
});

export const EXITS: readonly (readonly [number, string])[] = [
  [0, "done"],
  [1, "something unexpected; the log says more"],
  [2, "the command or its input is wrong"],
  [3, "not permitted"],
  [4, "there is no such record"],
  [5, "in conflict with what is already there"],
  [6, "the database or the storage does not answer"],
  [7, "verified, and something does not fit"],
  [8, "imported, and some rows were rejected"],
];

/** One line on stderr in the person's language, and the exit code. */
export function explainExit(error: unknown, language: Language): number {
  // commander has already said it.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  if (error instanceof AppError) {
    const faults = error.faults.map((fault) => `\n  ${fault.path}: ${fault[language]}`).join("");
    process.stderr.write(
      `${lookUp(language, [errorTexts], error.code, { ...error.params, requestId: "-" }) ?? error.code}${faults}\n`,
    );
    return errorKinds[error.code].exit;
  }
  if (error instanceof EmbeddedFault) {
    process.stderr.write(`${lookUp(language, [embeddedTexts], error.code, error.values) ?? error.message}\n`);
    return 6;
  }
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    process.stderr.write(
      `${lookUp(language, [portTexts], "port.taken", { reason: error.message }) ?? error.message}\n`,
    );
    return 6;
  }
  const because = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : "";
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${because}\n`);
  return 1;
}
