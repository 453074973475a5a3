import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { Temporal } from "temporal-polyfill";
import { storeBreaches } from "../../breaches/index.ts";
import {
  resolveServices,
  resolveSystems,
  storeCoverageGaps,
  upsertServices,
  upsertSuppliers,
  upsertSystems,
} from "../../catalogue/index.ts";
import type { ActionState, DeviationKind } from "../../deviations/contract.ts";
import { storeActions, storeDeviations } from "../../deviations/index.ts";
import { storeIncidents } from "../../incidents/index.ts";
import type { ImportedIncident } from "../../incidents/contract.ts";
import { loadUnitNames, upsertUnits } from "../../organisation/index.ts";
import type { Actor } from "../../../platform/actor.ts";
import type { Runtime } from "../../../platform/runtime.ts";
import { bulkWrite } from "../../../platform/verb/bulk.ts";
import type { Storing } from "../../../platform/verb/storing.ts";
import { mondayOf } from "../../../shared/periods.ts";
import type { PreciseInstant } from "../../../shared/time.ts";

/** The example organisation's files through the features' own doors: what an import of them comes to. */
const folder = join(import.meta.dirname, "../../../../examples/exempelkommun");
const zone = "Europe/Stockholm";
const source = "exempel";
type Row = Record<string, string>;

function rowsOf(file: string): Row[] {
  return parse(readFileSync(join(folder, file)), { columns: true, delimiter: ";", bom: true });
}

const list = (cell: string | undefined) => (cell ?? "").split("|").filter(Boolean);
const said = (cell: string | undefined) => (cell === undefined || cell === "" ? null : cell);

/** `2023-01-11 08:10`, `2023-02-15` and `2023-W06`, each as exactly as it is written. */
function timeOf(cell: string | undefined): PreciseInstant | null {
  const text = said(cell);
  if (text === null) return null;
  const week = /^(\d{4})-W(\d{2})$/u.exec(text);
  const day =
    week === null ? Temporal.PlainDate.from(text.slice(0, 10)) : mondayOf(Number(week[1]), Number(week[2]));
  const clock = text.length > 10 ? Temporal.PlainTime.from(text.slice(11)) : Temporal.PlainTime.from("00:00");
  const at = day.toZonedDateTime({ timeZone: zone, plainTime: clock }).toInstant().toString();
  return { at, precision: week !== null ? "week" : text.length > 10 ? "minute" : "day" };
}

const level = (cell: string | undefined) => (said(cell) === null ? null : Number(cell));
const kinds: Readonly<Record<string, DeviationKind>> = { brist: "shortcoming", behov: "need" };
const states: Readonly<Record<string, ActionState>> = { pågår: "ongoing", klar: "done" };

async function storeIncidentFile(context: Storing, file: string): Promise<void> {
  const rows = rowsOf(file);
  const units = await loadUnitNames(context.tx);
  const unitOf = (name: string | undefined) => {
    const found = units.find(name ?? "");
    if (!("id" in found)) throw new Error(`No unit ${name}`);
    return found.id;
  };
  const services = await resolveServices(
    context,
    rows.map((row) => said(row["Tjänst"])),
  );
  const systems = await resolveSystems(
    context,
    rows.map((row) => said(row["System"])),
  );
  const records = rows.map((row): ImportedIncident => ({
    source,
    sourceNumber: row["Nummer"] ?? "",
    unitId: unitOf(row["Enhet"]),
    title: row["Rubrik"] ?? "",
    description: row["Beskrivning"] ?? "",
    state: row["Status"] === "Stängd" ? "closed" : "in-progress",
    effect: null,
    impact: level(row["Påverkan"]),
    urgency: level(row["Brådska"]),
    priority: null,
    started: timeOf(row["Började"]),
    detected: timeOf(row["Upptäckt"]),
    acknowledged: timeOf(row["Kvitterad"]),
    restored: timeOf(row["Återställd"]),
    closed: timeOf(row["Stängd"]),
    timesReason: null,
    reopenedCount: 0,
    category: said(row["Kategori"]),
    cause: said(row["Orsak"]),
    assignmentGroup: null,
    serviceIds: [services(row["Tjänst"])].filter((id) => id !== null),
    systemIds: [systems(row["System"])].filter((id) => id !== null),
    majorGround: row["Major incident"] === "ja" ? (row["Grund för major"] ?? "") : null,
    supplierCase: null,
    problem: null,
    change: null,
    sourcePromiseKept: null,
    extra: {},
    history: [],
  }));
  const outcomes = await storeIncidents(context, records);
  const refused = outcomes.find(({ result }) => result === "refused");
  if (refused !== undefined) throw new Error(JSON.stringify(refused));
}

async function storeCatalogue(context: Storing): Promise<void> {
  const kindOf: Readonly<Record<string, string>> = {
    nämnd: "committee",
    förvaltning: "administration",
    bolag: "company",
    avdelning: "department",
  };
  await upsertUnits(
    context,
    rowsOf("enheter.csv").map((row) => ({
      code: row["Kod"],
      name: row["Namn"] ?? "",
      parent: said(row["Överordnad"]),
      kind: kindOf[row["Typ"] ?? ""] ?? "other",
    })),
  );
  await upsertSuppliers(
    context,
    rowsOf("leverantorer.csv").map((row) => ({ name: row["Namn"] ?? "" })),
  );
  await upsertSystems(
    context,
    rowsOf("system.csv").map((row) => ({ name: row["Namn"] ?? "", unit: said(row["Enhet"]) })),
  );
  await upsertServices(
    context,
    rowsOf("tjanster.csv").map((row) => ({
      name: row["Namn"] ?? "",
      kind: row["Typ"] === "bas" ? ("base" as const) : ("optional" as const),
      area: said(row["Tjänsteområde"]),
      unit: said(row["Enhet"]),
      promisedRestoreMinutes: Number(row["Lovad återställning (timmar)"]) * 60,
    })),
  );
}

async function storeFollowUp(context: Storing): Promise<void> {
  const found = (row: Row) => timeOf(row["Upptäckt"]) ?? { at: "", precision: "day" as const };
  const common = (row: Row) => ({
    source,
    sourceNumber: row["Nummer"] ?? "",
    title: row["Rubrik"] ?? "",
  });
  const deviations = await storeDeviations(
    context,
    rowsOf("avvikelser.csv").map((row) => ({
      ...common(row),
      kind: kinds[row["Slag"] ?? ""] ?? ("incident" as const),
      service: row["Tjänst"] ?? "",
      system: said(row["System"]),
      incidents: list(row["Incidenter"]),
      foundAt: found(row).at,
      foundPrecision: found(row).precision,
    })),
  );
  const breaches = await storeBreaches(
    context,
    rowsOf("pui.csv").map((row) => ({
      ...common(row),
      state: row["Status"] === "misstänkt" ? ("suspected" as const) : ("confirmed" as const),
      service: said(row["Tjänst"]),
      system: said(row["System"]),
      incident: said(row["Incident"]),
      discoveredAt: found(row).at,
      discoveredPrecision: found(row).precision,
    })),
  );
  const actions = await storeActions(
    context,
    rowsOf("atgarder.csv").map((row) => ({
      ...common(row),
      state: states[row["Status"] ?? ""] ?? ("proposed" as const),
      supplier: said(row["Leverantör"]),
      recommended: row["Rekommendation"] === "ja",
      ownerRole: row["Ansvarig roll"] ?? "",
      about: { deviation: list(row["Gäller"]) },
    })),
  );
  const refused = [deviations, breaches, actions].flatMap((stored) => stored.refused);
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
}

export async function loadExample(runtime: Runtime, actor: Actor): Promise<void> {
  const write = { verb: "incident.import", needs: "import:run" as const, requestId: "example" };
  await bulkWrite(runtime, actor, write, async ({ tx, now, note }) => {
    const context: Storing = { tx, now, actor, note };
    await storeCatalogue(context);
    for (const file of ["incidenter-2022.csv", "incidenter-2023.csv"]) await storeIncidentFile(context, file);
    await storeFollowUp(context);
    await storeCoverageGaps(
      context,
      rowsOf("uppgifter-som-saknas.csv").map((row) => ({
        figure: row["Uppgift"] ?? "",
        fromDay: row["Från"] ?? "",
        toDay: row["Till"] ?? "",
        reason: row["Skäl"] ?? "",
      })),
    );
  });
}
