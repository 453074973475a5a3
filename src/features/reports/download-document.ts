import { download } from "../../platform/verb/download.ts";
import { query } from "../../platform/verb/query.ts";
import { AppError } from "../../shared/errors.ts";
import { openFile } from "../../platform/files/files.ts";
import { documentInput } from "./contract/reports.ts";
import { computeReport } from "./compute.ts";
import { documentsOf, findReport } from "./queries.ts";
import { renderInWorker } from "./render/in-worker.ts";
import { mediaTypes } from "./render/render-report.ts";

export const downloadDocument = query({
  name: "report.document",
  summary: "The report as a file: a draft's is made now, a frozen one's is the file that was kept.",
  http: { method: "GET", path: "/reports/{reportId}/documents/{format}" },
  needs: "report:read",
  input: documentInput,
  output: download(...Object.values(mediaTypes)),
  async run({ db, input, actor, now, publicUrl }) {
    const report = await findReport(db, input.reportId, actor);
    if (report.model !== null) {
      const kept = (await documentsOf(db, report.id)).find(({ format }) => format === input.format);
      if (kept === undefined) throw new AppError("record.not-found");
      const { name, mediaType, stream } = await openFile(db, kept.fileId);
      return { fileName: `${report.number}-${name}`, mediaType, body: stream };
    }
    const { model } = await computeReport({ db, actor, now, publicUrl }, report);
    const [made] = await renderInWorker(model, [input.format]);
    if (made === undefined) throw new Error("A document was asked for and none was made.");
    const { fileName, mediaType, bytes } = made;
    return { fileName: `${report.number}-${fileName}`, mediaType, body: Buffer.from(bytes) };
  },
});
