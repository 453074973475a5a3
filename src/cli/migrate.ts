import type { Command } from "commander";
import { translator } from "../shared/texts.ts";
import { cliTexts } from "./cli.texts.ts";
import type { Shell } from "./shell.ts";

export function addMigrate(program: Command, shell: Shell): void {
  program
    .command("migrate")
    .description("Brings the database up to this release, and ends. Serving does the same by itself.")
    .action(async () => {
      const { place } = await shell.house();
      shell.print({ migrated: true, place }, () =>
        translator(shell.language, cliTexts)("migrate.done", { place }),
      );
    });
}
