import { verb } from "../../platform/verb/verb.ts";
import { AppError } from "../../shared/errors.ts";
import { editTextsInput, reportView } from "./contract/reports.ts";
import { computeReport, viewReport } from "./compute.ts";
import { statedFigures, type EditedTexts } from "./edited-texts.ts";
import { findReport, lockReport, unitOfReport } from "./queries.ts";
import { draftSubject } from "./subjects.ts";

export const editTexts = verb({
  name: "report.edit-texts",
  summary:
    "Writes sentences of a draft in place of the drafted ones; each remembers the figures that it states.",
  http: { method: "PATCH", path: "/reports/{reportId}/texts" },
  needs: "report:edit",
  input: editTextsInput,
  output: reportView,
  scope: async ({ tx, input }) => [await unitOfReport(tx, input.reportId)],
  async run({ tx, input, now, note, actor, publicUrl }) {
    const reading = { db: tx, actor, now, publicUrl };
    const report = await lockReport(tx, input, actor);
    if (report.state !== "draft")
      throw new AppError("report.not-in-state", { params: { state: report.state } });
    const { sentences, model } = await computeReport(reading, report);
    const texts: EditedTexts = { ...report.texts };
    const changes: Record<string, { from: string; to: string | null }> = {};
    for (const [key, text] of Object.entries(input.texts)) {
      const sentence = sentences.find((one) => one.key === key);
      if (sentence === undefined) throw new AppError("report.part-unknown", { params: { part: key } });
      changes[key] = { from: sentence.shown, to: text };
      if (text === null) delete texts[key];
      else texts[key] = { text, figures: statedFigures(sentence, model.figures) };
    }
    await tx
      .updateTable("report")
      .set({
        texts: JSON.stringify(texts),
        title: input.title ?? report.title,
        version: input.version + 1,
        updated_at: now,
      })
      .where("id", "=", report.id)
      .execute();
    note({
      kind: "report.texts-edited",
      subject: draftSubject(report.id, report.unit.id),
      body: { texts: changes, ...(input.title === undefined ? {} : { title: input.title }) },
    });
    return viewReport(reading, await findReport(tx, report.id, actor));
  },
});
