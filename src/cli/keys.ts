import { writeFile } from "node:fs/promises";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import type { Command } from "commander";
import { rotateKeyring } from "../platform/keyring.ts";
import { rotateSealKey } from "../platform/journal/rotate-key.ts";
import { AppError } from "../shared/errors.ts";
import type { Shell } from "./shell.ts";

export function addKeys(program: Command, shell: Shell): void {
  const keys = program
    .command("keys")
    .description("Changes the installation's keys, or makes one for backups.");
  keys
    .command("rotate")
    .description("Changes the key that signs seals and the one that closes secrets.")
    .addHelpText(
      "after",
      `
The next signing key is announced in an entry that the present one seals; then the present one is destroyed, and its
public part stays for verifying. Earlier keys of secrets stay, because they open what they closed. Serving
processes sign with the new key at once; restart them for the other. Take a backup afterwards: it holds the keys.`,
    )
    .action(async () => {
      const house = await shell.house();
      const seal = await rotateSealKey(house.database, house.keyDir, house.runtime.clock, shell.requestId);
      const secrets = await rotateKeyring(house.keyDir);
      shell.print({ seal, secrets }, () =>
        [
          `Seals are signed with ${seal.to} from now on, no longer with ${seal.from}.`,
          `Secrets are closed with ${secrets.to} after a restart, no longer with ${secrets.from}.`,
        ].join("\n"),
      );
    });
  keys
    .command("backup-key")
    .argument("<file>", "where the private key is written")
    .description("Makes a key pair for backups: the private key into the file, the public one on stdout.")
    .action(async (file: string) => {
      const identity = await generateX25519Identity();
      const recipient = await identityToRecipient(identity);
      const text = `# public key: ${recipient}\n${identity}\n`;
      await writeFile(file, text, { mode: 0o600, flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "EEXIST" ? new AppError("backup.exists", { params: { file } }) : error;
      });
      shell.print({ recipient, file }, () => recipient);
    });
}
