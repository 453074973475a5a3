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

interface Explained {
  text: string;
  exit: number;
}

const isPortTaken = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE";

function explainRefusal(error: AppError, language: Language): Explained {
  const values = { ...error.params, requestId: "-" };
  const faults = error.faults
    .map((fault) => `\n  ${fault.path === "" ? "" : `${fault.path}: `}${fault[language]}`)
    .join("");
  const sentence = lookUp(language, [errorTexts], error.code, values) ?? error.code;
  return { text: `${sentence}${faults}`, exit: errorKinds[error.code].exit };
}

function explainUnexpected(error: unknown): Explained {
  if (!(error instanceof Error)) return { text: String(error), exit: 1 };
  const because = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return { text: `${error.message}${because}`, exit: 1 };
}

function explain(error: unknown, language: Language): Explained {
  if (error instanceof ConfigError) return { text: error.message, exit: 2 };
  if (error instanceof AppError) return explainRefusal(error, language);
  if (error instanceof EmbeddedFault) {
    const sentence = lookUp(language, [embeddedTexts], error.code, error.values);
    return { text: sentence ?? error.message, exit: 6 };
  }
  if (isPortTaken(error)) {
    const sentence = lookUp(language, [portTexts], "port.taken", { reason: error.message });
    return { text: sentence ?? error.message, exit: 6 };
  }
  return explainUnexpected(error);
}

/** One line on stderr in the person's language, and the exit code. */
export function explainExit(error: unknown, language: Language): number {
  // commander has already said it.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { text, exit } = explain(error, language);
  process.stderr.write(`${text}\n`);
  return exit;
}
