import type { Command } from "commander";
import type { CommandShell } from "../../platform/command.ts";
import type { Runtime } from "../../platform/runtime.ts";
import { AppError } from "../../shared/errors.ts";
import { offerReset } from "./password/reset-password.ts";
import { endPersonSessions } from "./people/end-person-sessions.ts";
import { removePersonFactor, removePersonPasskeys } from "./people/remove-factor.ts";
import { findPersonByEmail } from "./people/queries-people-by-email.ts";

const help = `
For when nobody who may is able to sign in: whoever runs commands on the machine itself lets a person in again.
Every one of these is journalled.

  beredd access reset-password admin@kommunen.example
  beredd access remove-second-factor admin@kommunen.example`;

export function addAccountCommands(program: Command, shell: CommandShell): void {
  const access = program
    .command("access")
    .description("Lets a person in again who cannot sign in.")
    .addHelpText("after", help);
  const add = <Result>(
    name: string,
    description: string,
    act: (runtime: Runtime, personId: string) => Promise<Result>,
    say: (result: Result) => string,
  ) =>
    access
      .command(name)
      .description(description)
      .argument("<email>", "the person's sign-in name")
      .action(async (email: string) => {
        const runtime = await shell.runtime();
        const personId = await findPersonByEmail(runtime.db, email);
        if (personId === undefined) throw new AppError("record.not-found");
        const result = await act(runtime, personId);
        shell.print(result, () => say(result));
      });
  const options = { requestId: shell.requestId };
  add(
    "reset-password",
    "Prints a link by which the person chooses a new password: once, within a day.",
    (runtime, personId) => offerReset.call(runtime, shell.actor, { personId }, options),
    (offered) => offered.link,
  );
  add(
    "remove-second-factor",
    "Removes the person's authenticator app and printed codes.",
    (runtime, personId) => removePersonFactor.call(runtime, shell.actor, { personId }, options),
    () => "The second factor is removed.",
  );
  add(
    "remove-passkeys",
    "Removes every passkey of the person.",
    (runtime, personId) => removePersonPasskeys.call(runtime, shell.actor, { personId }, options),
    () => "The passkeys are removed.",
  );
  add(
    "sign-out",
    "Signs the person out everywhere.",
    (runtime, personId) => endPersonSessions.call(runtime, shell.actor, { personId }, options),
    () => "Signed out everywhere.",
  );
}
