import type { ReportModel } from "../model.ts";
import { renderReport, type RenderedReport, type ReportFormat } from "./render-report.ts";
import type { DocumentFormat } from "../contract/reports.ts";

/** A document as it is downloaded or kept. */
export interface RenderedDocument {
  format: DocumentFormat;
  mediaType: string;
  fileName: string;
  bytes: Uint8Array;
}

/** The documents of a report. The archive's PDF is another compilation of the same document. */
export async function renderDocuments(
  model: ReportModel,
  formats: readonly DocumentFormat[],
): Promise<RenderedDocument[]> {
  const plain = formats.filter((format): format is ReportFormat => format !== "pdf-a");
  const rendered: RenderedDocument[] = await renderReport(model, { formats: plain });
  if (formats.includes("pdf-a")) {
    const [archive] = await renderReport(model, { formats: ["pdf"], pdfStandard: "a-2a" });
    if (archive !== undefined) rendered.push(archiveOf(archive));
  }
  return rendered;
}

function archiveOf({ mediaType, fileName, bytes }: RenderedReport): RenderedDocument {
  return { format: "pdf-a", mediaType, fileName: fileName.replace(/\.pdf$/u, "-arkiv.pdf"), bytes };
}
