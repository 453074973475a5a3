import { composeReport } from "../compose.ts";
import type { ReportModel } from "../model.ts";
import { renderDocx } from "./docx/render.ts";
import { drawnCharts } from "./drawn-charts.ts";
import { renderHtml } from "./html/render.ts";
import { renderPdf, type PdfStandard } from "./pdf/render.ts";

export const reportFormats = ["html", "docx", "pdf"] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const mediaTypes = {
  html: "text/html; charset=utf-8",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
} as const satisfies Record<ReportFormat, string>;

export type RenderOptions = {
  readonly formats?: readonly ReportFormat[];
  /** Which conformity the PDF declares and is checked against; one file can declare one. */
  readonly pdfStandard?: PdfStandard;
};

export type RenderedReport = {
  readonly format: ReportFormat;
  readonly mediaType: string;
  readonly fileName: string;
  readonly bytes: Buffer;
};

/** One report in the formats asked for, each from the same document and the same drawings. */
export async function renderReport(
  model: ReportModel,
  { formats = reportFormats, pdfStandard = "ua-1" }: RenderOptions = {},
): Promise<RenderedReport[]> {
  const document = composeReport(model);
  const charts = drawnCharts(model.language);
  const bytesOf = async (format: ReportFormat): Promise<Buffer> => {
    if (format === "html") return Buffer.from(renderHtml(document, charts));
    if (format === "docx") return renderDocx(document, charts);
    return renderPdf(document, charts, pdfStandard);
  };
  const rendered: RenderedReport[] = [];
  for (const format of new Set(formats)) {
    const fileName = `${fileStem(model)}.${format}`;
    rendered.push({ format, mediaType: mediaTypes[format], fileName, bytes: await bytesOf(format) });
  }
  return rendered;
}

/** A name that every file system takes: no å, no blanks, nothing that a path could be made of. */
function fileStem(model: ReportModel): string {
  const words = [model.title, model.period.code].join(" ").normalize("NFD").toLowerCase();
  const plain = words
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-+|-+$/gu, "");
  return plain.slice(0, 100) || "report";
}
