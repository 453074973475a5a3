import { sql } from "kysely";
import { newId } from "../../shared/ids.ts";
import type { RowFault } from "../../shared/stored.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { Storing } from "../../platform/verb/storing.ts";
import {
  alsoChanged,
  countOutcomes,
  folded,
  idsOf,
  stated,
  tidied,
  upsertRows,
  type Resolved,
  type RowOutcome,
  type Upserted,
} from "../../platform/verb/upsert.ts";
import { networkSubject } from "./networks.ts";
import { siteSubject } from "./queries-sites.ts";
import { said } from "./row-faults.ts";
import { loadUnitNames, type UnitNames } from "./unit-names.ts";

/** A site as a file writes it. Known by its code, or where it has none by its name within its unit. */
export interface SiteRow {
  code?: string | null | undefined;
  name: string;
  /** By code, path or name; only a site that is known by its code may leave it out. */
  unit?: string | null | undefined;
  kind?: string | undefined;
  address?: string | undefined;
  peopleCount?: number | null | undefined;
  /** Networks that the site has; those it had before stay. */
  networks?: readonly string[] | undefined;
}

interface KnownSite {
  id: string;
  code: string | null;
  name: string;
  unitId: string;
}

/** Adds and changes sites and adds their networks, set by set, inside a bulk write. */
export async function upsertSites(context: Storing, rows: readonly SiteRow[]): Promise<Upserted> {
  const units = await loadUnitNames(context.tx);
  const known = await knownSites(context.tx, rows);
  const resolved = rows.map((row) => resolveSite(row, units, known));
  const stored = await upsertRows(context, siteTable(known), resolved);
  const ids = idsOf(stored);
  const networks = rows.flatMap((row, index) => {
    const siteId = ids[index] ?? null;
    return siteId === null ? [] : (row.networks ?? []).map((name) => ({ index, siteId, name: tidied(name) }));
  });
  const held = await addNetworks(context, networks);
  const brought = networks.filter((one) => held.get(networkKey(one.siteId, one.name))?.fresh === true);
  return alsoChanged(stored, new Set(brought.map((one) => one.index)));
}

const codeKey = (code: string) => `code ${folded(code)}`;
const nameKey = (unitId: string, name: string) => `name ${unitId} ${folded(name)}`;

/** Sites that the rows may mean, by every key they can be known by. */
async function knownSites(tx: Tx, rows: readonly SiteRow[]): Promise<Map<string, KnownSite[]>> {
  const codes = rows.flatMap((row) => (row.code ? [folded(row.code)] : []));
  const names = rows.map((row) => folded(row.name));
  const { rows: found } = await sql<KnownSite>`
    select id, code, name, unit_id as "unitId" from site
    where lower(code collate sv) = any(${codes}) or lower(name collate sv) = any(${names})`.execute(tx);
  const known = new Map<string, KnownSite[]>();
  for (const site of found) {
    const keys = [nameKey(site.unitId, site.name), ...(site.code === null ? [] : [codeKey(site.code)])];
    for (const key of keys) known.set(key, [...(known.get(key) ?? []), site]);
  }
  return known;
}

function resolveSite(row: SiteRow, units: UnitNames, known: ReadonlyMap<string, KnownSite[]>): Resolved {
  const coded = row.code ? known.get(codeKey(row.code))?.[0] : undefined;
  const unit = row.unit ? units.find(row.unit) : coded && { id: coded.unitId };
  if (unit === undefined) return { faults: [{ path: "unit", ...said("unit.missing") }] };
  if ("fault" in unit) return { faults: [{ path: "unit", ...unit.fault }] };
  const key = coded === undefined ? keyByName(row, unit.id, known) : coded.id;
  if (key === null) return { faults: [{ path: "name", ...said("site.ambiguous", { written: row.name }) }] };
  return {
    key,
    states: stated({
      unit_id: unit.id,
      name: tidied(row.name),
      code: row.code ?? undefined,
      kind: row.kind,
      address: row.address,
      people_count: row.peopleCount,
    }),
    whenNew: { code: null, kind: "", address: "", people_count: null },
  };
}

/** The id of the one site of this name, the key of a new one, or null where several have the name. */
function keyByName(row: SiteRow, unitId: string, known: ReadonlyMap<string, KnownSite[]>): string | null {
  const named = known.get(nameKey(unitId, row.name)) ?? [];
  // A site with another code is another site of the same name.
  const alike = row.code ? named.filter((site) => site.code === null) : named;
  const [only] = alike;
  if (alike.length > 1) return null;
  return only?.id ?? (row.code ? codeKey(row.code) : nameKey(unitId, row.name));
}

function siteTable(known: ReadonlyMap<string, KnownSite[]>) {
  const ids = [...known.values()].flat().map((site) => site.id);
  return {
    table: "site",
    noun: "site",
    columns: ["unit_id", "name", "code", "kind", "address", "people_count"],
    existing: (keys: string[]) => sql`
      select id, id::text as key, unit_id, name, code, kind, address, people_count from site
      where id = any(${ids}::uuid[]) and id::text = any(${keys}) for update`,
    subjectOf: (id: string, cells: Readonly<Record<string, unknown>>) =>
      siteSubject({ id, unitId: String(cells["unit_id"]) }),
  };
}

/** A network as a file writes it: at a site named by its code, or by its name where that is alone. */
export interface NetworkRow {
  site: string;
  /** The site's unit, where the name of the site is not enough. */
  unit?: string | null | undefined;
  name: string;
}

/** Adds networks, set by set, inside a bulk write. A network has nothing but its name, so none is changed. */
export async function upsertNetworks(context: Storing, rows: readonly NetworkRow[]): Promise<Upserted> {
  const units = await loadUnitNames(context.tx);
  const asSites = rows.map((row) => ({ name: row.site, code: row.site }));
  const known = [...(await knownSites(context.tx, asSites)).values()].flat();
  const wanted = rows.map((row) => ({ found: siteOf(row, known, units), name: tidied(row.name) }));
  const held = await addNetworks(
    context,
    wanted.flatMap(({ found, name }) => ("faults" in found ? [] : [{ siteId: found.id, name }])),
  );
  const outcomes = wanted.map(({ found, name }): RowOutcome => {
    if ("faults" in found) return { outcome: "refused", faults: found.faults };
    const network = held.get(networkKey(found.id, name));
    if (network === undefined) throw new Error("A network that was added is there.");
    const { id, fresh } = network;
    // The second row of a new one finds it there.
    network.fresh = false;
    return { outcome: fresh ? "added" : "unchanged", id };
  });
  return countOutcomes(outcomes);
}

function siteOf(
  row: NetworkRow,
  known: readonly KnownSite[],
  units: UnitNames,
): { id: string } | { faults: RowFault[] } {
  const written = folded(row.site);
  const coded = known.find((site) => site.code !== null && folded(site.code) === written);
  if (coded !== undefined) return { id: coded.id };
  const unit = row.unit ? units.find(row.unit) : null;
  if (unit !== null && "fault" in unit) return { faults: [{ path: "unit", ...unit.fault }] };
  const named = new Map(
    known
      .filter((site) => folded(site.name) === written && (unit === null || site.unitId === unit.id))
      .map((site) => [site.id, site]),
  );
  const [only] = named.values();
  if (named.size === 1 && only !== undefined) return { id: only.id };
  const key = named.size === 0 ? "site.unknown" : "site.ambiguous";
  return { faults: [{ path: "site", ...said(key, { written: row.site }) }] };
}

const networkKey = (siteId: string, name: string) => `${siteId} ${name}`;

async function addNetworks(
  { tx, now, note }: Storing,
  wanted: readonly { siteId: string; name: string }[],
): Promise<Map<string, { id: string; fresh: boolean }>> {
  const ids = new Map<string, { id: string; fresh: boolean }>();
  if (wanted.length === 0) return ids;
  const unique = new Map(wanted.map((network) => [networkKey(network.siteId, network.name), network]));
  const given = [...unique.values()].map((network) => ({
    id: newId(),
    site_id: network.siteId,
    name: network.name,
  }));
  const { rows: added } = await sql<{ id: string }>`
    insert into network (id, site_id, name, updated_at)
    select id, site_id, name, ${now}::timestamptz from jsonb_populate_recordset(null::network, ${JSON.stringify(given)}::jsonb)
    on conflict (site_id, name) do nothing returning id`.execute(tx);
  const fresh = new Set(added.map((network) => network.id));
  const { rows } = await sql<{ id: string; siteId: string; name: string; unitId: string }>`
    select n.id, n.site_id as "siteId", n.name, s.unit_id as "unitId" from network n join site s on s.id = n.site_id
    where (n.site_id, n.name) in (select site_id, name from jsonb_populate_recordset(null::network, ${JSON.stringify(given)}::jsonb))`.execute(
    tx,
  );
  for (const network of rows) {
    ids.set(networkKey(network.siteId, network.name), { id: network.id, fresh: fresh.has(network.id) });
    if (!fresh.has(network.id)) continue;
    const { siteId, name } = network;
    note({
      kind: "network.added",
      subject: networkSubject(network.id, network.unitId),
      body: { siteId, name },
    });
  }
  return ids;
}
