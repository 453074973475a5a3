import { join } from "node:path";
import type { Command } from "commander";
import {
  exampleState,
  loadExample,
  readExample,
  signInsOf,
  type ExampleSignIn,
} from "../workflows/load-example.ts";
import type { Runtime } from "../platform/runtime.ts";
import { translator } from "../shared/texts.ts";
import { cliTexts } from "./cli.texts.ts";
import type { Shell } from "./shell.ts";

export const exampleFolder = join(import.meta.dirname, "../../examples/exempelkommun");

export function addExample(program: Command, shell: Shell): void {
  program
    .command("example")
    .description("Loads the example organisation into an empty installation.")
    .addHelpText(
      "after",
      `
The files in examples/exempelkommun go in by the ordinary import. Broken off, the same command goes on where it
stopped. An installation that already has an organisation is left alone (exit code 5).

  beredd example --data /tmp/prova
  beredd serve --data /tmp/prova`,
    )
    .action(async () => {
      const loaded = await loadWithProgress(await shell.runtime(), shell);
      shell.print(loaded, () => translator(shell.language, cliTexts)("example.in", { ...loaded }));
    });
}

export function loadWithProgress(runtime: Runtime, shell: Shell) {
  let line = "";
  return loadExample(runtime, exampleFolder, {
    requestId: shell.requestId,
    signal: new AbortController().signal,
    onFile: (file, number, of) => {
      line = translator(shell.language, cliTexts)("example.file", { number, of, file });
      shell.progress(line);
    },
    onProgress: ({ share }) => shell.progress(`${line}, ${Math.round(share * 100)} %`),
  });
}

/** On an empty database the example is loaded, unless told otherwise; one that was broken off goes on. */
export async function offerExample(runtime: Runtime, shell: Shell, empty: boolean): Promise<ExampleSignIn[]> {
  const example = await readExample(exampleFolder);
  const state = await exampleState(runtime, example);
  if (state === "other" || (state === "empty" && empty)) return [];
  if (state !== "whole") await loadWithProgress(runtime, shell);
  return signInsOf(example);
}
