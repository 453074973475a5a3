import type { Actor } from "../../platform/actor.ts";
import { inSnapshot, type Db, type Tx } from "../../platform/database/transaction.ts";
import { lastPosition } from "../../platform/journal/read.ts";
import { organisationZone } from "../../platform/zone.ts";
import type { Instant } from "../../shared/time.ts";
import type { SentenceView, ReportRow, ReportView } from "./contract/reports.ts";
import type { EditedTexts, SentenceState } from "./edited-texts.ts";
import { fillReport, type FilledReport } from "./fill/fill.ts";
import { seesBreaches, type Filling } from "./fill/scope.ts";
import { parseReportModel } from "./model.ts";
import { documentsOf, organisationFrame, type StoredReport } from "./queries.ts";

export interface Reading {
  db: Db | Tx;
  actor: Actor;
  now: Instant;
  /** Where the links of its documents lead; without it they are left out. */
  publicUrl: string | null;
}

/** What a report says of, before it has a number. */
export type Wanted = Pick<ReportRow, "title" | "language" | "unit" | "area" | "period" | "comparison"> & {
  number: string | null;
  unitIsRoot: boolean;
  texts: EditedTexts;
};

export interface Computed extends FilledReport {
  journalPosition: number;
  withBreaches: boolean;
}

/** The report as the records are now, as far as the reader may see them: all of it of one moment. */
export function computeReport(reading: Reading, wanted: Wanted): Promise<Computed> {
  return inSnapshot(reading.db, (db) => computeWithin({ ...reading, db }, wanted));
}

async function computeWithin({ db, actor, now, publicUrl }: Reading, wanted: Wanted): Promise<Computed> {
  // What has committed and has no place in the journal's order yet is counted: the position is old, never too new.
  const journalPosition = await lastPosition(db);
  const { name } = await organisationFrame(db);
  const filling: Filling = {
    db,
    actor,
    now,
    zone: await organisationZone(db),
    language: wanted.language,
    period: wanted.period,
    comparison: wanted.comparison,
    unit: { ...wanted.unit, isRoot: wanted.unitIsRoot },
    area: wanted.area,
  };
  const filled = await fillReport(filling, {
    organisation: name,
    title: wanted.title,
    number: wanted.number,
    author: { unit: wanted.unit.name, role: null },
    address: publicUrl,
    edits: wanted.texts,
  });
  return { ...filled, journalPosition, withBreaches: seesBreaches(filling) };
}

/** A report as it is shown: a draft computed now, a frozen one as it was. */
export async function viewReport(reading: Reading, report: StoredReport): Promise<ReportView> {
  if (report.model !== null) {
    const model = parseReportModel(report.model);
    const documents = await documentsOf(reading.db, report.id);
    return {
      ...report,
      model,
      sentences: [],
      documents: documents.map(({ format }) => format),
      withBreaches: model.figures.some(({ key }) => key === "breaches"),
    };
  }
  const computed = await computeReport(reading, report);
  return { ...report, ...computed, sentences: computed.sentences.map(sentenceView), documents: [] };
}

function sentenceView({ key, paragraph, text, shown, edited, changed }: SentenceState): SentenceView {
  return { key, paragraph, drafted: text, shown, edited, changed };
}
