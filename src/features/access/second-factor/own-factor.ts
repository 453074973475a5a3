import { z } from "zod";
import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { addSecondFactorInput, codeInput, recoveryCodes, secondFactorBegun } from "../contract.ts";
import { personSubject } from "../people/queries-people.ts";
import { waysOf } from "../people/queries-ways.ts";
import { requirePerson } from "../people/stand-in.ts";
import { ownPerson, requireFresh, requireLasting } from "../sessions/own.ts";
import { endSessions } from "../sessions/sessions.ts";
import { scanOf } from "../sign-in/first-factor.ts";
import { needsSecondFactor } from "../sign-in/queries-rules.ts";
import { beginStep, takeStep, type StepKind } from "../sign-in/steps.ts";
import { addFactor, dropFactor, useCode } from "./factor.ts";
import { makeCodes } from "./recovery-codes.ts";
import { newSecret } from "./totp.ts";

const adding = z.object({ secret: z.string() });
const addStep = { name: "second-factor-add", minutes: 15, content: adding } satisfies StepKind<typeof adding>;

export const beginSecondFactor = verb({
  name: "second-factor.begin",
  summary: "Makes a secret for an authenticator app; it counts once the app has shown a code.",
  http: { method: "POST", path: "/account/second-factor/secret" },
  needs: "signed-in",
  input: z.object({}),
  output: secondFactorBegun,
  scope: "anywhere",
  confidential: true,
  mayNoteNothing: true,
  async run({ tx, actor, keyring, now }) {
    const personId = ownPerson(actor);
    await requireFresh(tx, actor, now);
    if ((await waysOf(tx, personId)).hasSecondFactor) throw new AppError("second-factor.exists");
    const secret = newSecret();
    const step = await beginStep({ db: tx, keyring, now }, addStep, { personId, content: { secret } });
    return { step: step.token, endsAt: step.endsAt, ...(await scanOf(tx, personId, secret)) };
  },
});

export const addSecondFactor = verb({
  name: "second-factor.add",
  summary: "Adds the authenticator app that shows this code; other sessions end.",
  http: { method: "POST", path: "/account/second-factor" },
  needs: "signed-in",
  input: addSecondFactorInput,
  output: recoveryCodes,
  scope: "anywhere",
  confidential: true,
  async run({ tx, input, actor, keyring, now, note }) {
    const personId = ownPerson(actor);
    await requirePerson(tx, personId);
    await requireLasting(tx, actor);
    const step = await takeStep({ db: tx, keyring, now }, addStep, input.step);
    if (step.personId !== personId) throw new AppError("session.step-over");
    const { secret } = step.content;
    const codes = await addFactor({ tx, keyring, now }, personId, { secret, code: input.code });
    await endSessions(tx, personId, actor.sessionId);
    note({ kind: "second-factor.added", subject: personSubject(personId), body: {} });
    return { recoveryCodes: codes };
  },
});

export const removeSecondFactor = verb({
  name: "second-factor.remove",
  summary: "Removes the authenticator app, for whoever has a code; other sessions end.",
  http: { method: "POST", path: "/account/second-factor/removal" },
  needs: "signed-in",
  input: codeInput,
  output: z.object({}),
  scope: "anywhere",
  confidential: true,
  async run({ tx, input, actor, keyring, now, note }) {
    const personId = ownPerson(actor);
    await requirePerson(tx, personId);
    await requireLasting(tx, actor);
    const ways = await waysOf(tx, personId);
    if (!ways.hasSecondFactor) throw new AppError("record.not-found");
    // A passkey is two factors in itself.
    if (ways.passkeys === 0 && (await needsSecondFactor(tx, personId)))
      throw new AppError("second-factor.required");
    await useCode({ tx, keyring, now }, personId, input.code);
    await dropFactor(tx, personId);
    await endSessions(tx, personId, actor.sessionId);
    note({ kind: "second-factor.removed", subject: personSubject(personId), body: {} });
    return {};
  },
});

export const renewRecoveryCodes = verb({
  name: "second-factor.renew-codes",
  summary: "Makes ten new recovery codes; those before count no more.",
  http: { method: "POST", path: "/account/second-factor/recovery-codes" },
  needs: "signed-in",
  input: codeInput,
  output: recoveryCodes,
  scope: "anywhere",
  confidential: true,
  async run({ tx, input, actor, keyring, now, note }) {
    const personId = ownPerson(actor);
    await requirePerson(tx, personId);
    await requireLasting(tx, actor);
    await useCode({ tx, keyring, now }, personId, input.code);
    const codes = await makeCodes(tx, personId, now);
    note({ kind: "second-factor.codes-renewed", subject: personSubject(personId), body: {} });
    return { recoveryCodes: codes };
  },
});
