import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import { sql } from "kysely";
import type { Tx } from "../../platform/database/transaction.ts";
import { verb } from "../../platform/verb/verb.ts";
import { insertUnit, unitSubject } from "../organisation/index.ts";
import { personView, setupInput } from "./contract.ts";
import { hashPassword } from "./passwords.ts";
import { personSubject, viewPerson } from "./queries.ts";

/** The first set-up: the organisation, its topmost unit, and an administrator. Once only. */
export const setUp = verb({
  name: "organisation.set-up",
  summary: "Sets up an empty installation: the organisation and its first administrator.",
  needs: "public",
  http: { method: "POST", path: "/setup" },
  input: setupInput,
  output: personView,
  scope: "anywhere",
  async run({ tx, input, now, note }) {
    await sql`select pg_advisory_xact_lock(hashtextextended('set up', 0))`.execute(tx);
    const before = await tx.selectFrom("organisation").select("name").executeTakeFirst();
    if (before !== undefined) throw new AppError("setup.done");
    if (!knownTimeZone(input.timeZone)) {
      throw new AppError("input.invalid", {
        faults: [{ path: "timeZone", sv: "Okänd tidszon.", en: "Unknown time zone." }],
      });
    }
    await tx
      .insertInto("organisation")
      .values({
        name: input.organisationName,
        language: input.language,
        time_zone: input.timeZone,
        created_at: now,
      })
      .execute();
    const rootId = await insertUnit(
      tx,
      { parentId: null, name: input.organisationName, kind: "organisation", code: null, peopleCount: null },
      now,
    );
    note({
      kind: "unit.added",
      subject: unitSubject(rootId),
      body: { name: input.organisationName, kind: "organisation" },
    });
    const personId = await insertPerson(
      tx,
      { email: input.email, name: input.name, title: "", password: input.password },
      now,
    );
    await insertGrants(tx, personId, [{ role: "administrator", unitId: rootId }], now);
    note({
      kind: "person.added",
      subject: personSubject(personId),
      body: { grants: [{ role: "administrator", unitId: rootId }] },
    });
    return viewPerson(tx, personId);
  },
});

function knownTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export async function insertPerson(
  tx: Tx,
  person: { email: string; name: string; title: string; password: string },
  now: string,
): Promise<string> {
  const id = newId();
  await tx
    .insertInto("person")
    .values({ id, email: person.email, name: person.name, title: person.title, updated_at: now })
    .execute();
  await tx
    .insertInto("password")
    .values({ person_id: id, hash: await hashPassword(person.password), changed_at: now })
    .execute();
  return id;
}

export async function insertGrants(
  tx: Tx,
  personId: string,
  grants: readonly { role: string; unitId: string }[],
  now: string,
): Promise<void> {
  if (grants.length === 0) return;
  await tx
    .insertInto("role_grant")
    .values(
      grants.map(({ role, unitId }) => ({
        id: newId(),
        person_id: personId,
        role,
        unit_id: unitId,
        granted_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
