import { sql, type RawBuilder, type SqlBool } from "kysely";
import { AppError } from "../../shared/errors.ts";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import type { Subject } from "../../platform/journal/entry.ts";
import { listByName, nameContains, type NamedPage } from "../../platform/verb/named-list.ts";
import type { NetworkView, SiteView } from "./contract.ts";

const siteColumns = sql`
  s.id, s.unit_id as "unitId", u.name as "unitName", s.name, s.code, s.kind, s.address,
  s.people_count as "peopleCount", s.version,
  coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'version', n.version) order by n.name collate sv)
            from network n where n.site_id = s.id), '[]') as networks`;
const siteSource = sql`site s join unit u on u.id = s.unit_id`;
const networkColumns = sql`n.id, n.site_id as "siteId", s.name as "siteName", n.name, n.version`;
const networkSource = sql`network n join site s on s.id = n.site_id`;
const everything = sql<SqlBool>`true`;

export const siteSubject = (site: { id: string; unitId: string }): Subject => ({
  type: "site",
  id: site.id,
  unitId: site.unitId,
  needs: "organisation:read",
});

/** One site. Throws `record.not-found`, also when the condition hides it. */
export async function findSite(
  db: Db | Tx,
  siteId: string,
  seen: RawBuilder<SqlBool> = everything,
): Promise<SiteView> {
  const { rows } =
    await sql<SiteView>`select ${siteColumns} from ${siteSource} where s.id = ${siteId} and ${seen}`.execute(
      db,
    );
  const site = rows[0];
  if (site === undefined) throw new AppError("record.not-found");
  return site;
}

/** Locks the row for an edit. Throws `record.not-found`, or `record.stale` with the state as it is now. */
export async function lockSite(tx: Tx, siteId: string, version: number): Promise<SiteView> {
  await sql`select from site where id = ${siteId} for update`.execute(tx);
  const site = await findSite(tx, siteId);
  if (site.version !== version) throw new AppError("record.stale", { current: site });
  return site;
}

export interface SiteFilter {
  limit: number;
  page: number;
  cursor?: string | undefined;
  q?: string | undefined;
  unitId?: string | undefined;
}

export function listSites(
  db: Db,
  filter: SiteFilter,
  seen: RawBuilder<SqlBool>,
): Promise<NamedPage<SiteView>> {
  const under =
    filter.unitId === undefined
      ? everything
      : sql<SqlBool>`s.unit_id in (select w.unit_id from unit_within w where w.ancestor_id = ${filter.unitId})`;
  const match = sql<SqlBool>`(${nameContains("s.name", filter.q)} or ${nameContains("s.code", filter.q)}
    or ${nameContains("s.address", filter.q)})`;
  return listByName<SiteView>(db, filter, {
    columns: siteColumns,
    from: siteSource,
    where: sql<SqlBool>`${seen} and ${under} and ${match}`,
    name: "s.name",
    id: "s.id",
  });
}

/** One network. Throws `record.not-found`, also when the condition hides it. */
export async function findNetwork(
  db: Db | Tx,
  networkId: string,
  seen: RawBuilder<SqlBool> = everything,
): Promise<NetworkView> {
  const { rows } = await sql<NetworkView>`
    select ${networkColumns} from ${networkSource} where n.id = ${networkId} and ${seen}`.execute(db);
  const network = rows[0];
  if (network === undefined) throw new AppError("record.not-found");
  return network;
}

export interface LockedNetwork extends NetworkView {
  unitId: string;
}

/** Locks the row for an edit. Throws `record.not-found`, or `record.stale` with the state as it is now. */
export async function lockNetwork(tx: Tx, networkId: string, version: number): Promise<LockedNetwork> {
  await sql`select from network where id = ${networkId} for update`.execute(tx);
  const network = await findNetwork(tx, networkId);
  if (network.version !== version) throw new AppError("record.stale", { current: network });
  const [unitId] = await unitOfNetwork(tx, networkId);
  return { ...network, unitId: unitId ?? "" };
}

/** The unit of the network's site; none where there is no such network. */
export async function unitOfNetwork(db: Db | Tx, networkId: string): Promise<string[]> {
  const { rows } = await sql<{ unitId: string }>`
    select s.unit_id as "unitId" from ${networkSource} where n.id = ${networkId}`.execute(db);
  return rows.map((row) => row.unitId);
}

/** The unit of the site; none where there is no such site. */
export async function unitOfSite(db: Db | Tx, siteId: string): Promise<string[]> {
  const rows = await db.selectFrom("site").select("unit_id").where("id", "=", siteId).execute();
  return rows.map((row) => row.unit_id);
}

export interface NetworkFilter {
  limit: number;
  page: number;
  cursor?: string | undefined;
  q?: string | undefined;
  siteId?: string | undefined;
}

export function listNetworks(
  db: Db,
  filter: NetworkFilter,
  seen: RawBuilder<SqlBool>,
): Promise<NamedPage<NetworkView>> {
  const at = filter.siteId === undefined ? everything : sql<SqlBool>`n.site_id = ${filter.siteId}`;
  return listByName<NetworkView>(db, filter, {
    columns: networkColumns,
    from: networkSource,
    where: sql<SqlBool>`${seen} and ${at} and ${nameContains("n.name", filter.q)}`,
    name: "n.name",
    id: "n.id",
  });
}
