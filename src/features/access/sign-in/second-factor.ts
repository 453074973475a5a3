import type { CallOptions, Runtime } from "../../../platform/runtime.ts";
import { AppError } from "../../../shared/errors.ts";
import { enrolStep, openFor, secondFactorStep, type Opened, type SignInFrom } from "./first-factor.ts";
import { drawersOf } from "./known-device.ts";
import { readStep, takeStep, unlessOver, type StepGround } from "./steps.ts";
import { countAttempt, forgive } from "./throttle.ts";

export interface SecondFactorInput {
  /** Of the step that the first factor began. */
  token: string;
  code: string;
}

/** The second half of signing in: a code from the app, or a printed one. A wrong one may be tried again. */
export function signInBySecondFactor(
  runtime: Runtime,
  { token, code }: SecondFactorInput,
  from: SignInFrom,
  options: CallOptions,
): Promise<Opened> {
  return guarded(runtime, from, async (ground, guess) => {
    const { personId, content } = await readStep(ground, secondFactorStep, token);
    const owner = await guess(personId);
    const opened = await openFor(
      runtime,
      { ...content, personId: owner, strong: false, code, userAgent: from.userAgent },
      options,
    );
    await unlessOver(takeStep(ground, secondFactorStep, token));
    return opened;
  });
}

/** The same for somebody whose role asks for a second factor and who has none: the code shows that the app has it. */
export function signInByEnrolling(
  runtime: Runtime,
  { token, code }: SecondFactorInput,
  from: SignInFrom,
  options: CallOptions,
): Promise<Opened> {
  return guarded(runtime, from, async (ground, guess) => {
    const { personId, content } = await readStep(ground, enrolStep, token);
    const { secret, ...first } = content;
    const owner = await guess(personId);
    const opened = await openFor(
      runtime,
      { ...first, personId: owner, strong: false, code, newSecret: secret, userAgent: from.userAgent },
      options,
    );
    await unlessOver(takeStep(ground, enrolStep, token));
    return opened;
  });
}

/** Counts each try against the person as well as the address, and takes back what succeeded. */
async function guarded(
  runtime: Runtime,
  from: SignInFrom,
  work: (ground: StepGround, guess: (personId: string | null) => Promise<string>) => Promise<Opened>,
): Promise<Opened> {
  const { db, keyring, clock } = runtime;
  const now = clock.now();
  let attempt: string[] = [];
  const opened = await work({ db, keyring, now }, async (personId) => {
    if (personId === null) throw new AppError("session.step-over");
    const guess = { at: "factor", who: personId, ...from } as const;
    attempt = await countAttempt(db, drawersOf(keyring, guess, now), now);
    return personId;
  });
  await forgive(db, attempt);
  return opened;
}
