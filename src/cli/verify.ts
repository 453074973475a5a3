import { InvalidArgumentError, type Command } from "commander";
import { systemClock } from "../platform/clock.ts";
import { flushJournal } from "../platform/journal/sealer.ts";
import type { SealHead } from "../platform/journal/seal.ts";
import { verifyJournal, type Verification } from "../platform/journal/verify.ts";
import type { Shell } from "./shell.ts";

const SOMETHING_DOES_NOT_FIT = 7;

export function addVerify(program: Command, shell: Shell): void {
  program
    .command("verify")
    .description("Recomputes the journal: its order, entries, bodies, seals and signatures.")
    .option(
      "--against <head>",
      "a head that was kept elsewhere, NUMBER:HASH; the chain must still hold it",
      readHead,
    )
    .addHelpText(
      "after",
      `
Prints the newest seal's head (NUMBER:HASH). Keep it outside the database: whoever owns the database could
rewrite the whole chain, and only a head kept elsewhere would tell.

  beredd verify
  beredd verify --against 12:9f2c…

Exit code 7: something does not fit; the first entry that does not is named.`,
    )
    .action(async (options: { against?: SealHead }) => {
      const house = await shell.house();
      await flushJournal(house.database.sealing, house.sealKey, systemClock);
      const result = await verifyJournal(house.database.pool, {
        keyDir: house.keyDir,
        clock: systemClock,
        against: options.against,
        onProgress: (seal, of) => shell.progress(`seal ${seal} of ${of}`),
      });
      shell.print(result, () => describe(result));
      if (!result.intact) process.exitCode = SOMETHING_DOES_NOT_FIT;
    });
}

function readHead(text: string): SealHead {
  const match = /^(\d+):([0-9a-f]{64})$/.exec(text);
  if (match === null) throw new InvalidArgumentError("A head is NUMBER:HASH, as `beredd verify` prints it.");
  return { number: Number(match[1]), hash: Buffer.from(match[2] ?? "", "hex") };
}

function describe(result: Verification): string {
  const head = result.head === null ? "no seal yet" : `${result.head.number}:${result.head.hash}`;
  const lines = [
    result.intact ? "The journal is intact." : `The journal does not fit: ${place(result)}.`,
    `Entries ${result.entries}, seals ${result.seals}, destroyed by decision ${result.destroyed}.`,
    `Not sealed yet: ${result.unsealed.entries} (the oldest ${result.unsealed.seconds} s old).`,
    `Head: ${head}`,
  ];
  if (result.unsigned > 0)
    lines.push(
      `The public key of ${result.unsigned} seals is not in \`keys\` in the data directory: put it there, or take them for forged.`,
    );
  return lines.join("\n");
}

function place(result: Verification): string {
  const { fault } = result;
  if (fault === null) return "";
  const at = [
    fault.position === null ? null : `position ${fault.position}`,
    fault.seal === null ? null : `seal ${fault.seal}`,
  ].filter((part) => part !== null);
  return `${fault.kind}${at.length > 0 ? ` at ${at.join(", ")}` : ""}`;
}
