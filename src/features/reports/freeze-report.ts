import { Readable } from "node:stream";
import type { Tx } from "../../platform/database/transaction.ts";
import { storeFile } from "../../platform/files/files.ts";
import { verb } from "../../platform/verb/verb.ts";
import { AppError } from "../../shared/errors.ts";
import type { Instant } from "../../shared/time.ts";
import { documentFormats, freezeReportInput, reportView } from "./contract/reports.ts";
import { computeReport, viewReport } from "./compute.ts";
import { findReport, lockReport, unitOfReport } from "./queries.ts";
import { renderInWorker } from "./render/in-worker.ts";
import type { RenderedDocument } from "./render/render-documents.ts";
import { reportSubject } from "./subjects.ts";

/** A report is some megabytes at most; its own making could otherwise fill the disk. */
const LIMIT = 200 * 1024 * 1024;

async function keepDocument(
  tx: Tx,
  reportId: string,
  document: RenderedDocument,
  { now, createdBy }: { now: Instant; createdBy: string | null },
): Promise<string> {
  const stored = await storeFile(tx, { now: () => now }, Readable.from([Buffer.from(document.bytes)]), {
    name: document.fileName,
    mediaType: document.mediaType,
    createdBy,
    limit: LIMIT,
  });
  await tx
    .insertInto("report_document")
    .values({ report_id: reportId, format: document.format, file_id: stored.id })
    .execute();
  return stored.sha256;
}

export const freezeReport = verb({
  name: "report.freeze",
  summary:
    "Freezes a draft: its figures, tables and documents stay as they are now, whatever is corrected later.",
  http: { method: "POST", path: "/reports/{reportId}/freeze" },
  needs: "report:freeze",
  input: freezeReportInput,
  output: reportView,
  snapshot: true,
  scope: async ({ tx, input }) => [await unitOfReport(tx, input.reportId)],
  async run({ tx, input, now, note, actor, publicUrl }) {
    const reading = { db: tx, actor, now, publicUrl };
    const report = await lockReport(tx, input, actor);
    if (report.state !== "draft")
      throw new AppError("report.not-in-state", { params: { state: report.state } });
    const computed = await computeReport(reading, report);
    const model = { ...computed.model, frozenAt: now };
    // All in one transaction: a process that dies anywhere in here leaves the draft as it was.
    const documents = await renderInWorker(model, documentFormats);
    const hashes: Record<string, string> = {};
    for (const document of documents)
      hashes[document.format] = await keepDocument(tx, report.id, document, { now, createdBy: actor.id });
    await tx
      .updateTable("report")
      .set({
        state: "frozen",
        model: JSON.stringify(model),
        journal_position: computed.journalPosition,
        frozen_at: now,
        frozen_by: actor.id,
        version: input.version + 1,
        updated_at: now,
      })
      .where("id", "=", report.id)
      .execute();
    note({
      kind: "report.frozen",
      subject: reportSubject(report.id, report.unit.id),
      body: { number: report.number, journalPosition: computed.journalPosition, sha256: hashes },
    });
    return viewReport(reading, await findReport(tx, report.id, actor));
  },
});
