import { z } from "zod";
import { verb } from "../../../platform/verb/verb.ts";
import { idSchema } from "../../../shared/lists.ts";
import { signedIn, signInMethods } from "../contract.ts";
import { personSubject, viewPerson } from "../people/queries-people.ts";
import { addFactor, useCode } from "../second-factor/factor.ts";
import { openSession } from "../sessions/sessions.ts";

const opening = z.object({
  personId: idSchema,
  userAgent: z.string(),
  method: z.enum(signInMethods),
  /** The first factor was two already: a passkey, or a provider that asks for one itself. */
  strong: z.boolean(),
  provider: z
    .object({ id: idSchema, session: z.string().nullable(), idToken: z.string().nullable() })
    .optional(),
  /** The code of the second factor, still to be checked. */
  code: z.string().optional(),
  /** The secret of an app that is added on the way in; the code shows that it has it. */
  newSecret: z.string().optional(),
});
export type Opening = z.input<typeof opening>;

const opened = signedIn.extend({ recoveryCodes: z.array(z.string()).nullable() });

/**
 * Opens a session for a person whose first factor was checked, and takes the second in the same transaction. Only
 * sign-in calls it: it has no address of its own.
 */
export const openSessionVerb = verb({
  name: "session.open",
  summary: "Opens a session after the first factor was checked.",
  needs: "public",
  input: opening,
  output: opened,
  scope: "anywhere",
  confidential: true,
  async run({ tx, input, keyring, now, note }) {
    const { personId, code, newSecret, strong } = input;
    const subject = personSubject(personId);
    const ground = { tx, keyring, now };
    let recoveryCodes: string[] | null = null;
    if (newSecret !== undefined) {
      recoveryCodes = await addFactor(ground, personId, { secret: newSecret, code: code ?? "" });
      note({ kind: "second-factor.added", subject, body: {} });
    } else if (code !== undefined) {
      const used = await useCode(ground, personId, code);
      if (used === "recovery-code") note({ kind: "recovery-code.used", subject, body: {} });
    }
    const secondFactor = strong || code !== undefined;
    const session = await openSession(tx, { ...input, secondFactor }, now);
    const body = { sessionId: session.id, method: input.method, secondFactor };
    note({ kind: "session.opened", subject, body });
    return {
      token: session.token,
      endsAt: session.endsAt,
      person: await viewPerson(tx, personId),
      recoveryCodes,
    };
  },
});
