import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import type { Keyring } from "../../../platform/keyring.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Instant } from "../../../shared/time.ts";
import { hashToken, newToken } from "../sessions/sessions.ts";

/** What is half done: it waits for one more thing from whoever holds the token, and is taken once. */
export interface StepKind<Content extends z.ZodType> {
  name: string;
  minutes: number;
  content: Content;
}

export interface BegunStep {
  token: string;
  endsAt: Instant;
}

/** Where steps are kept, and what they are encrypted with. */
export interface StepGround {
  db: Db | Tx;
  keyring: Keyring;
  now: Instant;
}

const about = (kind: StepKind<z.ZodType>) => `step:${kind.name}`;

export async function beginStep<C extends z.ZodType>(
  { db, keyring, now }: StepGround,
  kind: StepKind<C>,
  { personId, content }: { personId: string | null; content: z.output<C> },
): Promise<BegunStep> {
  const token = newToken();
  const endsAt = Temporal.Instant.from(now).add({ minutes: kind.minutes }).toString();
  await db
    .insertInto("sign_in_step")
    .values({
      token_hash: hashToken(token),
      kind: kind.name,
      person_id: personId,
      content: keyring.encrypt(JSON.stringify(content), about(kind)),
      ends_at: endsAt,
    })
    .execute();
  return { token, endsAt };
}

export interface TakenStep<C extends z.ZodType> {
  personId: string | null;
  content: z.output<C>;
}

/** Looks at a step without taking it. Throws `session.step-over`. */
export async function readStep<C extends z.ZodType>(
  ground: StepGround,
  kind: StepKind<C>,
  token: string,
): Promise<TakenStep<C>> {
  const row = await ground.db
    .selectFrom("sign_in_step")
    .select(["person_id", "content"])
    .where("token_hash", "=", hashToken(token))
    .where("kind", "=", kind.name)
    .where("ends_at", ">", ground.now)
    .executeTakeFirst();
  return opened(ground, kind, row);
}

/** Takes it: of two that come with the same token, one gets it. Throws `session.step-over`. */
export async function takeStep<C extends z.ZodType>(
  ground: StepGround,
  kind: StepKind<C>,
  token: string,
): Promise<TakenStep<C>> {
  const row = await ground.db
    .deleteFrom("sign_in_step")
    .where("token_hash", "=", hashToken(token))
    .where("kind", "=", kind.name)
    .where("ends_at", ">", ground.now)
    .returning(["person_id", "content"])
    .executeTakeFirst();
  return opened(ground, kind, row);
}

function opened<C extends z.ZodType>(
  { keyring }: StepGround,
  kind: StepKind<C>,
  row: { person_id: string | null; content: string } | undefined,
): TakenStep<C> {
  if (row === undefined) throw new AppError("session.step-over");
  const content = kind.content.parse(JSON.parse(keyring.decrypt(row.content, about(kind))));
  return { personId: row.person_id, content };
}

/** Null where the step is over; every other failure stays one: a database that is gone is no step that is over. */
export async function unlessOver<T>(step: Promise<T>): Promise<T | null> {
  try {
    return await step;
  } catch (error) {
    if (error instanceof AppError && error.code === "session.step-over") return null;
    throw error;
  }
}
