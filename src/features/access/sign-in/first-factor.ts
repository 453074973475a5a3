import { z } from "zod";
import { nobody } from "../../../platform/actor.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import type { CallOptions, Runtime } from "../../../platform/runtime.ts";
import { AppError } from "../../../shared/errors.ts";
import { idSchema } from "../../../shared/lists.ts";
import { signInMethods, type SignInNext } from "../contract.ts";
import { waysOf } from "../people/queries-ways.ts";
import { newSecret, toScan } from "../second-factor/totp.ts";
import { openSessionVerb, type Opening } from "./open-session.ts";
import { needsSecondFactor } from "./queries-rules.ts";
import { beginStep, readStep, unlessOver, type BegunStep, type StepKind } from "./steps.ts";

export interface SignInFrom {
  address: string;
  userAgent: string;
  /** By what the browser is known as that of a person who signed in there before. */
  device: string | undefined;
}

export interface Opened extends Awaited<ReturnType<typeof openSessionVerb.call>> {
  kind: "opened";
}

/** Half-way: what is asked for next, and the token by which the answer is known to come from the same browser. */
export interface Halfway {
  kind: "halfway";
  next: SignInNext;
  step: BegunStep | null;
}

export type SignInOutcome = Opened | Halfway;

const firstFactor = z.object({
  method: z.enum(signInMethods),
  provider: z
    .object({ id: idSchema, session: z.string().nullable(), idToken: z.string().nullable() })
    .optional(),
});
export const secondFactorStep = {
  name: "second-factor",
  minutes: 10,
  content: firstFactor,
} satisfies StepKind<typeof firstFactor>;

const enrolling = firstFactor.extend({ secret: z.string() });
export const enrolStep = { name: "enrol", minutes: 15, content: enrolling } satisfies StepKind<
  typeof enrolling
>;

export type FirstFactor = z.output<typeof firstFactor> & {
  personId: string;
  /** Was two factors already. */
  strong: boolean;
};

/** Opens the session, or says what is still asked for. */
export async function afterFirstFactor(
  runtime: Runtime,
  { personId, strong, ...first }: FirstFactor,
  from: SignInFrom,
  options: CallOptions,
): Promise<SignInOutcome> {
  const { db, keyring, clock } = runtime;
  const ways = await waysOf(db, personId);
  const ground = { db, keyring, now: clock.now() };
  if (!strong && ways.hasSecondFactor) {
    const step = await beginStep(ground, secondFactorStep, { personId, content: first });
    return { kind: "halfway", next: { next: "second-factor" }, step };
  }
  if (!strong && (await needsSecondFactor(db, personId))) {
    // Whoever has only the password must not be the one who says which app is right.
    if (ways.passkeys > 0) return { kind: "halfway", next: { next: "passkey" }, step: null };
    const secret = newSecret();
    const step = await beginStep(ground, enrolStep, { personId, content: { ...first, secret } });
    return { kind: "halfway", next: { next: "enrol", ...(await scanOf(db, personId, secret)) }, step };
  }
  return openFor(runtime, { ...first, personId, strong, userAgent: from.userAgent }, options);
}

export async function openFor(runtime: Runtime, opening: Opening, options: CallOptions): Promise<Opened> {
  // In the journal it is the person who signed in, not nobody.
  const person = { ...nobody, id: opening.personId };
  return { kind: "opened", ...(await openSessionVerb.call(runtime, person, opening, options)) };
}

/** What the person's app is to read the secret from. */
export async function scanOf(db: Db | Tx, personId: string, secret: string) {
  const organisation = await db.selectFrom("organisation").select("name").executeTakeFirst();
  const person = await db.selectFrom("person").select("email").where("id", "=", personId).executeTakeFirst();
  if (person === undefined) throw new AppError("record.not-found");
  return toScan(secret, person.email, organisation?.name ?? "");
}

/** What is still asked for, for a page that was left and came back. Throws `session.step-over`. */
export async function readHalfway({ db, keyring, clock }: Runtime, token: string): Promise<SignInNext> {
  const ground = { db, keyring, now: clock.now() };
  const waits = await unlessOver(readStep(ground, secondFactorStep, token));
  if (waits !== null) return { next: "second-factor" };
  const { personId, content } = await readStep(ground, enrolStep, token);
  return { next: "enrol", ...(await scanOf(db, personId ?? "", content.secret)) };
}
