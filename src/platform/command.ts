import type { Command } from "commander";
import type { Actor } from "./actor.ts";
import type { Runtime } from "./runtime.ts";

/** What a command of a feature stands on; the database is opened when first asked for. */
export interface CommandShell {
  runtime(): Promise<Runtime>;
  /** Whoever runs commands on the machine itself may do everything. */
  actor: Actor;
  language: "sv" | "en";
  /** The result: a text for people, or the value as JSON with --json. On stdout. */
  print(value: unknown, text: () => string): void;
  /** A line on the terminal that is written over; nothing in a pipe. */
  progress(line: string): void;
  requestId: string;
}

/** A feature's commands, added to the program. */
export type Commands = (program: Command, shell: CommandShell) => void;
