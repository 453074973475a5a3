import { AppError } from "../../../shared/errors.ts";
import { sql } from "kysely";
import { verb } from "../../../platform/verb/verb.ts";
import { insertUnit, unitSubject } from "../../organisation/index.ts";
import { personView, setupInput } from "../contract.ts";
import { insertGrants, insertPerson } from "./insert-person.ts";
import { personSubject, viewPerson } from "./queries-people.ts";

/** The first set-up: the organisation, its topmost unit, and an administrator. Once only. */
export const setUp = verb({
  name: "organisation.set-up",
  summary: "Sets up an empty installation: the organisation and its first administrator.",
  needs: "public",
  http: { method: "POST", path: "/setup" },
  input: setupInput,
  output: personView,
  scope: "anywhere",
  confidential: true,
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
