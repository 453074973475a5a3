import { sql } from "kysely";
import { Temporal } from "temporal-polyfill";
import { reachOf, type Actor } from "../../platform/actor.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { nextNumber } from "../../platform/numbering.ts";
import { verb } from "../../platform/verb/verb.ts";
import { organisationZone } from "../../platform/zone.ts";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import { parsePeriod } from "../../shared/period-parser.ts";
import { yearBefore, type Period } from "../../shared/periods.ts";
import { translator } from "../../shared/texts.ts";
import { rootUnitId } from "../organisation/index.ts";
import { draftReportInput, reportRow } from "./contract/reports.ts";
import { fillTexts } from "./fill/texts.ts";
import { findReport, organisationFrame, topmostOf } from "./queries.ts";
import { draftSubject, reportSeries } from "./subjects.ts";

/** The unit that is named, else the one topmost over which the author writes reports. */
export async function unitFor(tx: Tx, actor: Actor, unitId: string | undefined): Promise<string> {
  if (unitId !== undefined) return unitId;
  const reach = reachOf(actor, "report:edit");
  if (reach === "all") return rootUnitId(tx);
  const [first, ...others] = await topmostOf(tx, [...reach]);
  if (first === undefined) throw new AppError("access.refused");
  if (others.length > 0) throw new AppError("report.unit-needed");
  return first;
}

/** The schema has read it before; what comes here can be read. */
export function periodWritten(written: string): Period {
  const parsed = parsePeriod(written);
  if (!parsed.ok) throw new AppError("input.invalid", { faults: [{ path: "period", ...parsed.said }] });
  return parsed.period;
}

export interface Compared {
  written: string;
  period: Period;
}

/** Undefined: the same period the year before; null: nothing. */
export function comparedWith(against: string | null | undefined, period: Period): Compared | null {
  if (against === null) return null;
  if (against !== undefined) return { written: against, period: periodWritten(against) };
  const before = yearBefore(period);
  return { written: before.code, period: before };
}

/** The area's name. Throws `report.area-unknown`. */
export async function areaNamed(tx: Tx, areaId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from service_area where id = ${areaId}`.execute(
    tx,
  );
  const area = rows[0];
  if (area === undefined) throw new AppError("report.area-unknown", { params: { area: areaId } });
  return area.name;
}

function comparisonColumns(compared: Compared | null) {
  return {
    comparison_written: compared?.written ?? null,
    comparison_from: compared?.period.from ?? null,
    comparison_until: compared?.period.until ?? null,
  };
}

export const draftReport = verb({
  name: "report.draft",
  summary: "Begins a deviation report over a period against another; it is computed whenever it is read.",
  http: { method: "POST", path: "/reports" },
  needs: "report:edit",
  input: draftReportInput,
  output: reportRow,
  scope: async ({ tx, input, actor }) => [await unitFor(tx, actor, input.unitId)],
  async run({ tx, input, now, note, actor }) {
    const id = newId();
    const unitId = await unitFor(tx, actor, input.unitId);
    const period = periodWritten(input.period);
    const compared = comparedWith(input.against, period);
    const language = input.language ?? (await organisationFrame(tx)).language;
    const t = translator(language, fillTexts);
    const area = input.areaId === null ? null : await areaNamed(tx, input.areaId);
    const { year } = Temporal.Instant.from(now).toZonedDateTimeISO(await organisationZone(tx));
    await tx
      .insertInto("report")
      .values({
        id,
        number: await nextNumber(tx, reportSeries, year),
        unit_id: unitId,
        title: input.title ?? (area === null ? t("title.all") : t("title.area", { area })),
        language,
        period_written: input.period,
        period_from: period.from,
        period_until: period.until,
        ...comparisonColumns(compared),
        area_id: input.areaId,
        created_by: actor.id,
        created_at: now,
        updated_at: now,
      })
      .execute();
    note({
      kind: "report.drafted",
      subject: draftSubject(id, unitId),
      body: { ...input, unitId, period: period.code, against: compared?.period.code ?? null },
    });
    return findReport(tx, id, actor);
  },
});
