import type { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import type { Instant } from "../../shared/time.ts";
import { holds, type Actor } from "../actor.ts";
import { inTransaction, type Tx } from "../database/transaction.ts";
import { appendToJournal } from "../journal/append.ts";
import type { Noted } from "../journal/entry.ts";
import type { Keyring } from "../keyring.ts";
import type { JobQueue } from "../jobs/jobs.ts";
import type { Reach } from "../reach.ts";
import type { CallOptions, Runtime } from "../runtime.ts";
import { answerFromBefore, keepAnswer } from "./idempotency.ts";
import { encode, parse } from "./shape.ts";

export interface HttpAddress {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Under /api/v1; parameters in braces: `/incidents/{incidentId}`. */
  path: string;
}

/** Whom a verb or query asks for: a permission, anybody signed in, or anybody at all. */
export type Needs = `${string}:${string}` | "signed-in" | "public";

/** The units that a write touches: the actor must hold the permission over each. */
export type Scope = readonly string[] | "anywhere";

export interface VerbContext<Input> {
  tx: Tx;
  input: Input;
  now: Instant;
  actor: Actor;
  requestId: string;
  /** The address that people use, for links in documents; null where none is configured. */
  publicUrl: string | null;
  reach: Reach;
  keyring: Keyring;
  /** Work put here exists exactly when the transaction commits. */
  jobs: JobQueue;
  /** Every change of state is noted; it reaches the journal in the same transaction. */
  note: (noted: Noted) => void;
}

export interface VerbDefinition<In extends z.ZodType, Out extends z.ZodType> {
  /** Stable: `incident.report`. */
  name: string;
  /** One sentence in English for the documentation of the API and the command line. */
  summary: string;
  http?: HttpAddress;
  needs: Needs;
  input: In;
  output: Out;
  /** Asked after the input was parsed, inside the transaction. */
  scope: Scope | ((context: Pick<VerbContext<z.output<In>>, "tx" | "input" | "actor">) => Promise<Scope>);
  run(context: VerbContext<z.output<In>>): Promise<z.input<Out>>;
  /** For what keeps an account of many records: its statements see one state of them. */
  snapshot?: true;
  /** Only for what changes nothing that is kept (signing out twice): otherwise a write that notes nothing is a fault. */
  mayNoteNothing?: true;
  /** A secret goes in or comes out: nothing of the call is kept for whoever sends it again. */
  confidential?: true;
}

/** A write as the shells see it: untyped in, encoded out. */
export interface AnyVerb {
  kind: "verb";
  name: string;
  summary: string;
  http: HttpAddress | undefined;
  needs: Needs;
  /** Whether it names no units: holding the permission over any suffices. */
  anywhere: boolean;
  input: z.ZodType;
  output: z.ZodType;
  execute(runtime: Runtime, actor: Actor, input: unknown, options: CallOptions): Promise<unknown>;
}

export interface Verb<In extends z.ZodType, Out extends z.ZodType> extends AnyVerb {
  /** Typed call from the product's own code; opens its transaction. */
  call(runtime: Runtime, actor: Actor, input: z.input<In>, options: CallOptions): Promise<z.output<Out>>;
  /** Joins the caller's transaction, with its own authorisation; what it notes goes with the caller's. */
  within(context: VerbContext<unknown>, input: z.input<In>): Promise<z.output<Out>>;
}

function refuseSilence(definition: { name: string; mayNoteNothing?: true }): void {
  if (definition.mayNoteNothing === true) return;
  throw new Error(`The verb ${definition.name} changed something and noted nothing.`);
}

const groundOf = ({ publicUrl, reach, keyring, jobs }: Runtime) => ({ publicUrl, reach, keyring, jobs });

/** What the shells see of a verb before they call it. */
function shownOf<In extends z.ZodType, Out extends z.ZodType>(definition: VerbDefinition<In, Out>) {
  const { name, summary, http, needs, input, output } = definition;
  const anywhere = definition.scope === "anywhere";
  return { kind: "verb", name, summary, http, needs, anywhere, input, output } as const;
}

/** Declares a write. The order of steps is here, once, so that no verb can forget one. */
export function verb<In extends z.ZodType, Out extends z.ZodType>(
  definition: VerbDefinition<In, Out>,
): Verb<In, Out> {
  async function authorised(context: VerbContext<z.output<In>>): Promise<z.output<Out>> {
    const scope = typeof definition.scope === "function" ? await definition.scope(context) : definition.scope;
    authorise(context.actor, definition.needs, scope);
    let notes = 0;
    const note = (noted: Noted) => {
      notes += 1;
      context.note(noted);
    };
    const answer = encode(definition.output, await definition.run({ ...context, note }));
    if (notes === 0) refuseSilence(definition);
    return answer;
  }

  async function write(
    runtime: Runtime,
    actor: Actor,
    input: unknown,
    { requestId, idempotencyKey }: CallOptions,
  ): Promise<z.output<Out>> {
    refuseStrangers(actor, definition.needs);
    const parsed = parse(definition.input, input);
    const work = async (tx: Tx) => {
      const now = runtime.clock.now();
      const key = definition.confidential === true ? undefined : idempotencyKey;
      const repeat = { actor, key, verb: definition.name, input: parsed, now };
      const before = await answerFromBefore(tx, repeat);
      if (before !== undefined) return encode(definition.output, before);
      const noted: Noted[] = [];
      const answer = await authorised({
        tx,
        input: parsed,
        now,
        actor,
        requestId,
        ...groundOf(runtime),
        note: (item) => void noted.push(item),
      });
      await appendToJournal(tx, noted, { actor, verb: definition.name, requestId, now });
      await keepAnswer(tx, repeat, answer);
      return answer;
    };
    return inTransaction(runtime.db, work, { snapshot: definition.snapshot === true });
  }

  return {
    ...shownOf(definition),
    execute: write,
    call: write,
    within: (context, input) => authorised({ ...context, input: parse(definition.input, input) }),
  };
}

/** Before anything is read: somebody who is not signed in gets no further than what is public. */
export function refuseStrangers(actor: Actor, needs: Needs): void {
  if (needs === "public" || actor.unrestricted) return;
  if (actor.id === null) throw new AppError("session.required");
  // A key acts for somebody, and has not signed in: one's own account is a person's.
  if (needs === "signed-in" ? actor.kind === "api-key" : !holds(actor, needs, "anywhere"))
    throw new AppError("access.refused");
}

export function authorise(actor: Actor, needs: Needs, scope: Scope): void {
  refuseStrangers(actor, needs);
  if (needs === "public" || needs === "signed-in") return;
  if (!holds(actor, needs, scope)) throw new AppError("access.refused");
}
