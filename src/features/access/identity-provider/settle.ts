import { sql } from "kysely";
import { z } from "zod";
import type { Tx } from "../../../platform/database/transaction.ts";
import { verb, type VerbContext } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import { idSchema } from "../../../shared/lists.ts";
import { personSubject } from "../people/queries-people.ts";
import { actorOf } from "../roles/actors.ts";
import { isByAppointment } from "../roles/giving.ts";
import { ownPerson } from "../sessions/own.ts";
import { endSessions } from "../sessions/sessions.ts";
import { grantsOf, saidOf, type ProviderGrant, type Said } from "./claims.ts";
import { whoIsIt, type Known } from "./decide.ts";
import { claimRulesOf, findProvider, type ProviderRow } from "./queries-providers.ts";
import { syncGrants } from "./sync-grants.ts";

const coming = z.object({
  providerId: idSchema,
  subject: z.string().min(1).max(255),
  claims: z.record(z.string(), z.unknown()),
  /** Who is signed in and connects their own account; null for somebody who signs in. */
  linking: idSchema.nullable(),
});
type Coming = z.output<typeof coming>;
type Context = VerbContext<Coming>;

/**
 * Finds, connects or makes the person who comes from a provider, and gives and takes the roles that their claims say.
 * Only sign-in calls it: it has no address of its own.
 */
export const settleIdentity = verb({
  name: "identity.settle",
  summary: "Finds, connects or makes who comes from an identity provider, with the roles of their groups.",
  needs: "public",
  input: coming,
  output: z.object({ personId: idSchema }),
  scope: "anywhere",
  confidential: true,
  mayNoteNothing: true,
  async run(context) {
    const { tx, input, actor } = context;
    if (input.linking !== null && input.linking !== ownPerson(actor)) throw new AppError("access.refused");
    const provider = await findProvider(tx, input.providerId);
    // Two first visits of one person must not make two people.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${provider.id} ${input.subject}`}, 2))`.execute(
      tx,
    );
    const grants = grantsOf(input.claims, await claimRulesOf(tx, provider.id));
    const said = saidOf(input.claims);
    const personId = await settled(context, provider, { said, grants });
    await syncGrants(context, personId, provider, grants);
    return { personId };
  },
});

async function settled(
  context: Context,
  provider: ProviderRow,
  { said, grants }: { said: Said; grants: readonly ProviderGrant[] },
): Promise<string> {
  const { tx, input, now } = context;
  const known = await knownOf(tx, provider.id, input, { said, givesRoles: grants.length > 0 });
  const decision = whoIsIt(known, provider);
  switch (decision.as) {
    case "refuse":
      throw new AppError(decision.code, { params: { name: provider.name } });
    case "known":
      await tx
        .updateTable("person_identity")
        .set({ signed_in_at: now })
        .where("provider_id", "=", provider.id)
        .where("subject", "=", input.subject)
        .execute();
      return decision.personId;
    case "link":
      await link(context, provider.id, decision.personId);
      return decision.personId;
    case "create": {
      const personId = newId();
      const name = said.name ?? decision.email;
      await tx
        .insertInto("person")
        .values({ id: personId, email: decision.email, name, title: "", updated_at: now })
        .execute();
      context.note({
        kind: "person.added",
        subject: personSubject(personId),
        body: { grants, providerId: provider.id },
      });
      await link(context, provider.id, personId);
      return personId;
    }
  }
}

async function link(context: Context, providerId: string, personId: string): Promise<void> {
  const { tx, input, actor, now, note } = context;
  await tx
    .insertInto("person_identity")
    .values({
      provider_id: providerId,
      subject: input.subject,
      person_id: personId,
      linked_at: now,
      signed_in_at: now,
    })
    .execute();
  note({ kind: "identity.linked", subject: personSubject(personId), body: { providerId } });
  // A new way in ends what is open, but for the session that made it.
  await endSessions(tx, personId, input.linking === null ? undefined : actor.sessionId);
}

async function knownOf(
  tx: Tx,
  providerId: string,
  { subject, linking }: Coming,
  { said, givesRoles }: { said: Said; givesRoles: boolean },
): Promise<Known> {
  const identity = await tx
    .selectFrom("person_identity as i")
    .innerJoin("person", "person.id", "i.person_id")
    .select(["i.person_id as personId", "person.active"])
    .where("i.provider_id", "=", providerId)
    .where("i.subject", "=", subject)
    .executeTakeFirst();
  const { rows } = await sql<Omit<NonNullable<Known["sameAddress"]>, "appointed">>`
    select p.id as "personId", p.active,
      exists (select from person_identity i where i.person_id = p.id and i.provider_id = ${providerId}) as known
    from person p where lower(p.email) = lower(${said.email})`.execute(tx);
  const sameAddress = rows[0] ?? null;
  // Whoever may say which provider is believed about addresses may not thereby come in as one who was appointed.
  const appointed =
    sameAddress !== null &&
    [...(await actorOf(tx, sameAddress.personId)).permissions.keys()].some(isByAppointment);
  return {
    identity: identity ?? null,
    linking,
    sameAddress: sameAddress === null ? null : { ...sameAddress, appointed },
    said,
    givesRoles,
  };
}
