import { z } from "zod";
import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { oneProviderInput } from "../contract.ts";
import { personSubject } from "../people/queries-people.ts";
import { waysOf } from "../people/queries-ways.ts";
import { requirePerson } from "../people/stand-in.ts";
import { ownPerson } from "../sessions/own.ts";
import { endSessions } from "../sessions/sessions.ts";
import { findProvider } from "./queries-providers.ts";
import { syncGrants } from "./sync-grants.ts";

export const unlinkIdentity = verb({
  name: "identity.unlink",
  summary: "Disconnects one's own account from an identity provider; the roles that came from it go.",
  http: { method: "DELETE", path: "/account/identities/{providerId}" },
  needs: "signed-in",
  input: oneProviderInput,
  output: z.object({}),
  scope: "anywhere",
  async run({ tx, input: { providerId }, actor, now, note }) {
    const personId = ownPerson(actor);
    await requirePerson(tx, personId);
    const provider = await findProvider(tx, providerId);
    const gone = await tx
      .deleteFrom("person_identity")
      .where("provider_id", "=", providerId)
      .where("person_id", "=", personId)
      .executeTakeFirst();
    if (gone.numDeletedRows === 0n) throw new AppError("record.not-found");
    const ways = await waysOf(tx, personId);
    if (!ways.hasPassword && ways.passkeys === 0 && ways.providers.length === 0)
      throw new AppError("account.no-way-in");
    note({ kind: "identity.unlinked", subject: personSubject(personId), body: { providerId } });
    await syncGrants({ tx, now, note }, personId, provider, []);
    await endSessions(tx, personId, actor.sessionId);
    return {};
  },
});
