// Plain JavaScript without dependencies: this runs before anything is installed, on any Node from 20.19.

/** One line for the person at the terminal; stdout stays with what the program itself prints. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A failure that has been understood: its sentence is all that is printed. */
export class Refusal extends Error {}

/** Runs `work`; an understood failure ends the process with one sentence instead of a stack. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
