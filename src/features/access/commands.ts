import { InvalidArgumentError, type Command } from "commander";
import { Temporal } from "temporal-polyfill";
import type { CommandShell } from "../../platform/command.ts";
import type { Runtime } from "../../platform/runtime.ts";
import { organisationZone } from "../../platform/zone.ts";
import { createFormat } from "../../shared/format.ts";
import { AppError } from "../../shared/errors.ts";
import { rootUnitId } from "../organisation/index.ts";
import { addAccountCommands } from "./account-commands.ts";
import type { KeyView } from "./contract.ts";
import { makeKey } from "./keys/make-key.ts";
import { readKeys } from "./keys/read-keys.ts";
import { revokeKey } from "./keys/revoke-keys.ts";
import { restoreRole } from "./roles/edit-roles.ts";
import { readRoles } from "./roles/read-roles.ts";

const help = `
Whoever runs commands on the machine itself may make a key for any person; it still never has more than that person.
The key is printed once, on stdout, and kept nowhere in clear:

  beredd key make --person driften@kommunen.example --name Övervakning --permission incident:report --days 90
  beredd key list
  beredd key revoke 0199…`;

async function personOf(runtime: Runtime, email: string): Promise<string> {
  const person = await runtime.db
    .selectFrom("person")
    .select("id")
    .where("email", "ilike", email.replace(/[\\%_]/g, "\\$&"))
    .executeTakeFirst();
  if (person === undefined) throw new AppError("record.not-found");
  return person.id;
}

async function unitOf(runtime: Runtime, code: string | undefined): Promise<string> {
  if (code === undefined) return runtime.db.transaction().execute((tx) => rootUnitId(tx));
  const unit = await runtime.db.selectFrom("unit").select("id").where("code", "=", code).executeTakeFirst();
  if (unit === undefined) throw new AppError("record.not-found");
  return unit.id;
}

interface MakeOptions {
  person: string;
  name: string;
  permission: string[];
  unit?: string;
  days: number;
  path?: string;
}

async function make(shell: CommandShell, options: MakeOptions): Promise<void> {
  const runtime = await shell.runtime();
  const hours = options.days * 24;
  const expiresAt = Temporal.Instant.from(runtime.clock.now()).add({ hours }).toString();
  const made = await makeKey.call(
    runtime,
    shell.actor,
    {
      name: options.name,
      permissions: options.permission,
      personId: await personOf(runtime, options.person),
      unitId: await unitOf(runtime, options.unit),
      expiresAt,
      path: options.path,
    },
    { requestId: shell.requestId },
  );
  shell.print(made, () => made.key);
}

async function list(shell: CommandShell): Promise<void> {
  const runtime = await shell.runtime();
  const keys: KeyView[] = [];
  for (let page = 1; ; page += 1) {
    const { items } = await readKeys.call(runtime, shell.actor, { limit: 500, page });
    keys.push(...items);
    if (items.length < 500) break;
  }
  const format = createFormat({
    language: shell.language,
    timeZone: await organisationZone(runtime.db),
  });
  const line = (key: KeyView) =>
    [key.id, `${key.hint}…`, key.state, format.instant(key.expiresAt), key.personName, key.name].join("  ");
  shell.print(keys, () => keys.map(line).join("\n"));
}

async function revoke(shell: CommandShell, keyId: string): Promise<void> {
  const runtime = await shell.runtime();
  const found = await runtime.db
    .selectFrom("api_key")
    .select("version")
    .where("id", "=", keyId)
    .executeTakeFirst();
  if (found === undefined) throw new AppError("record.not-found");
  const revoked = await revokeKey.call(
    runtime,
    shell.actor,
    { keyId, version: found.version },
    { requestId: shell.requestId },
  );
  shell.print(revoked, () => `${revoked.hint}… ${revoked.state}`);
}

async function restore(shell: CommandShell, code: string): Promise<void> {
  const runtime = await shell.runtime();
  const { items } = await readRoles.call(runtime, shell.actor, {});
  const role = items.find((item) => item.role === code);
  if (role === undefined) throw new AppError("record.not-found");
  const restored = await restoreRole.call(
    runtime,
    shell.actor,
    { roleId: role.id, version: role.version },
    { requestId: shell.requestId },
  );
  shell.print(restored, () => `${restored.name[shell.language]}: ${restored.permissions.join(", ")}`);
}

function readDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days > 0) return days;
  throw new InvalidArgumentError("Days are a whole number above 0.");
}

const several = (value: string, before: string[] = []) => [...before, value];

export function addAccessCommands(program: Command, shell: CommandShell): void {
  addAccountCommands(program, shell);
  const key = program
    .command("key")
    .description("Makes, lists and revokes API keys.")
    .addHelpText("after", help);
  key
    .command("make")
    .description("Makes a key for a person and prints it, once.")
    .requiredOption("--person <email>", "whose key it is")
    .requiredOption("--name <text>", "what it is for")
    .requiredOption(
      "--permission <permission>",
      "what it may do, noun:act; may be given several times",
      several,
    )
    .requiredOption("--days <number>", "how long it holds", readDays)
    .option("--unit <code>", "the unit that it reaches, by its code (default: the whole organisation)")
    .option("--path <path>", "the one path under which it is taken: /api/v1/incidents")
    .action((options: MakeOptions) => make(shell, options));
  key
    .command("list")
    .description("Lists every key: id, how it begins, state, until when, whose, what for.")
    .action(() => list(shell));
  key
    .command("revoke")
    .description("Ends a key, from the next request on.")
    .argument("<id>", "the key's id, as `beredd key list` prints it")
    .action((id: string) => revoke(shell, id));
  program
    .command("role")
    .description("Mends roles.")
    .command("restore")
    .description("Gives a role that ships its own name and permissions back, when nobody may any more.")
    .argument("<role>", "its code: administrator, breach-handler …")
    .action((code: string) => restore(shell, code));
}
