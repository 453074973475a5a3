import { sql, type RawBuilder } from "kysely";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import type { Subject } from "../../../platform/journal/entry.ts";
import { organisationZone } from "../../../platform/zone.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Instant } from "../../../shared/time.ts";
import type { BreakGlassCode } from "../contract.ts";
import { rolesHolding } from "../roles/queries-roles.ts";
import { settingsOf } from "../settings/queries-settings.ts";
import { testDueSince, type TestHistory } from "./rules.ts";

/** Read by those who look after the codes, all over the organisation: a code belongs to no unit. */
export const codeSubject = (id: string): Subject => ({
  type: "break-glass",
  id,
  unitId: null,
  needs: "break-glass:manage",
});

/** What changes how people get in, or what they may do when they are. */
const LETTING_IN = [
  "person.added",
  "person.grants-changed",
  "password.reset-offered",
  "second-factor.removed",
  "passkey.all-removed",
  "break-glass.issued",
  "identity-provider.added",
  "identity-provider.edited",
  "identity-provider.rules-set",
  "sign-in-rules.edited",
  "role.added",
  "role.edited",
];

const letIn = sql`coalesce((
  select jsonb_agg(jsonb_build_object('kind', j.kind, 'personName', w.name,
      'at', to_char(j.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by j.recorded_at, j.id)
  from journal j left join break_glass_code k on k.id = j.subject_id
    left join person w on w.id = coalesce(k.person_id, j.subject_id)
  where j.actor_id = c.person_id and j.recorded_at between c.used_at and c.session_ends_at
    and j.kind = any(${LETTING_IN}::text[])), '[]')`;

async function select(db: Db | Tx, now: Instant, rest: RawBuilder<unknown>): Promise<BreakGlassCode[]> {
  const { rows } = await sql<BreakGlassCode>`
    select c.id, c.number, c.person_id as "personId", p.name as "personName",
      case when c.used_at is not null then 'used' when c.withdrawn_at is not null then 'withdrawn'
        when c.expires_at <= ${now}::timestamptz then 'expired' else 'sealed' end as state,
      c.issued_at as "issuedAt", c.expires_at as "expiresAt", c.withdrawn_at as "withdrawnAt",
      c.withdrawn_reason as "withdrawnReason", c.used_at as "usedAt", c.session_ends_at as "sessionEndsAt",
      array(select a.channel from break_glass_announcement a where a.code_id = c.id order by a.channel) as "announcedBy",
      ${letIn} as "letIn",
      c.reviewed_at as "reviewedAt", r.name as "reviewedBy", c.review_kind as "reviewKind",
      c.review_text as "reviewText", c.version
    from break_glass_code c join person p on p.id = c.person_id left join person r on r.id = c.reviewed_by
    ${rest}`.execute(db);
  return rows;
}

export const listCodes = (db: Db, now: Instant) => select(db, now, sql`order by c.issued_at desc, c.id desc`);

export const listUnreviewed = (db: Db, now: Instant) =>
  select(db, now, sql`where c.used_at is not null and c.reviewed_at is null order by c.used_at desc`);

export async function viewCode(db: Db | Tx, id: string, now: Instant): Promise<BreakGlassCode> {
  const [code] = await select(db, now, sql`where c.id = ${id}`);
  if (code === undefined) throw new AppError("record.not-found");
  return code;
}

/** Fetches and locks a code. Throws `record.not-found` or `record.stale`. */
export async function lockCode(
  tx: Tx,
  asked: { codeId: string; version: number },
  now: Instant,
): Promise<BreakGlassCode> {
  await sql`select from break_glass_code where id = ${asked.codeId} for update`.execute(tx);
  const code = await viewCode(tx, asked.codeId, now);
  if (code.version !== asked.version) throw new AppError("record.stale", { current: code });
  return code;
}

export interface Sealed {
  id: string;
  personId: string;
  hash: string;
}

/** The one code that is sealed for who has this sign-in name, while it holds and the account is open. */
export async function findSealed(db: Db, email: string, now: Instant): Promise<Sealed | undefined> {
  const { rows } = await sql<Sealed>`
    select c.id, c.person_id as "personId", c.hash
    from break_glass_code c join person p on p.id = c.person_id
    where lower(p.email) = lower(${email}) and p.active and c.used_at is null and c.withdrawn_at is null
      and c.expires_at > ${now}::timestamptz`.execute(db);
  return rows[0];
}

export async function dueSince(db: Db, now: Instant): Promise<Instant | null> {
  const { rows } = await sql<TestHistory>`
    select min(issued_at) as "firstIssuedAt", max(used_at) filter (where review_kind = 'test') as "lastTestAt"
    from break_glass_code`.execute(db);
  const { breakGlassTestMonths } = await settingsOf(db);
  const history = rows[0] ?? { firstIssuedAt: null, lastTestAt: null };
  return testDueSince(history, breakGlassTestMonths, await organisationZone(db), now);
}

/** Whether somebody else than this person could look after the codes. */
export async function othersManage(tx: Tx, personId: string): Promise<boolean> {
  const codes = await rolesHolding(tx, ["break-glass:manage"]);
  const { rows } = await sql`
    select from person p join role_grant g on g.person_id = p.id join unit u on u.id = g.unit_id
    where p.active and p.id <> ${personId} and u.parent_id is null and g.role = any(${codes}::text[]) limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}

/** For the metrics: how many were ever used, and how many uses nobody has reviewed. */
export async function breakGlassCounts(db: Db): Promise<{ used: number; unreviewed: number }> {
  const { rows } = await sql<{ used: number; unreviewed: number }>`
    select count(*) filter (where used_at is not null)::int as used,
      count(*) filter (where used_at is not null and reviewed_at is null)::int as unreviewed
    from break_glass_code`.execute(db);
  return rows[0] ?? { used: 0, unreviewed: 0 };
}
