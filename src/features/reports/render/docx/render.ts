import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  NumberFormat,
  Packer,
  PageNumber,
  Paragraph,
  TableOfContents,
  TextRun,
  type FileChild,
} from "docx";
import { estimatePageNumbersWith } from "docx/layout";
import { Temporal } from "temporal-polyfill";
import { localeOf } from "../../../../shared/language.ts";
import { translator } from "../../../../shared/texts.ts";
import { breakable, mapTexts } from "../../clean.ts";
import type { DocumentModel } from "../../document.ts";
import { texts } from "../../texts.ts";
import type { DrawnCharts } from "../drawn-charts.ts";
import { escapeHtml } from "../html/html.ts";
import { blockToWord, headingParagraph, textWidth, type Writing } from "./blocks.ts";
import { ink, muted, numbering, reportStyles, reportTableStyle, rule } from "./styles.ts";

const a4 = { width: 11_906, height: 16_838 };
const margins = { top: 1500, bottom: 1300, left: 1276, right: 1276, header: 700, footer: 600 };

/** A Word file with real styles, that opens without a question and goes on being edited. */
export async function renderDocx(written: DocumentModel, charts: DrawnCharts): Promise<Buffer> {
  // A word of hundreds of letters fits no column and takes the page counter many seconds.
  const document = mapTexts(written, (text) => breakable(text, 40));
  const t = translator(document.language, texts);
  const writing: Writing = { address: document.address, charts };
  const page = { page: { size: a4, margin: margins } };
  const file = new Document({
    styles: reportStyles(document.language),
    numbering,
    // Swedish compounds do not fit into columns unless Word may divide them.
    hyphenation: { autoHyphenation: true },
    // Fills the page numbers of the contents in, so that Word neither asks nor shows an empty list.
    pageNumbers: estimatePageNumbersWith({ guess: true }),
    sections: [
      { properties: page, children: titlePage(document) },
      {
        properties: { page: { ...page.page, pageNumbers: { formatType: NumberFormat.DECIMAL } } },
        headers: { default: new Header({ children: [headerLine(document)] }) },
        footers: { default: new Footer({ children: [footerLine(t("page"), t("page.of"))] }) },
        children: body(document, writing),
      },
    ],
  });
  // The library takes table styles only in place of its own; added afterwards they stand beside them.
  file.Styles.addChildElement(reportTableStyle());
  return Packer.toBuffer(file, undefined, [{ path: "docProps/core.xml", data: coreProperties(document) }]);
}

/** Written here, because the library dates a file by the clock and not by what it is about. */
function coreProperties(document: DocumentModel): string {
  const e = escapeHtml;
  const at = Temporal.Instant.from(document.createdAt).toString({ smallestUnit: "second" });
  const date = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${e(document.title)}</dc:title><dc:subject>${e(document.runningHead)}</dc:subject><dc:creator>${e(document.author)}</dc:creator><dc:description>${e(document.subtitle ?? document.title)}</dc:description><cp:lastModifiedBy>${e(document.author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>${date("created")}${date("modified")}<dc:language>${localeOf[document.language]}</dc:language></cp:coreProperties>`;
}

function titlePage(document: DocumentModel): FileChild[] {
  const { organisation, title, subtitle, status, facts } = document;
  return [
    new Paragraph({ style: "Organisation", text: organisation }),
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(title)] }),
    ...(subtitle === null ? [] : [new Paragraph({ style: "Subtitle", text: subtitle })]),
    ...(status === null
      ? []
      : [
          new Paragraph({
            children: [
              new TextRun({
                text: status,
                bold: true,
                border: { style: BorderStyle.SINGLE, size: 8, space: 4, color: ink },
              }),
            ],
          }),
        ]),
    ...facts.map(
      ({ label, value }, index) =>
        new Paragraph({
          spacing: { before: index === 0 ? 3600 : 0, after: 60 },
          tabStops: [{ type: "left", position: 2400 }],
          indent: { left: 2400, hanging: 2400 },
          children: [new TextRun({ text: label, color: muted }), new TextRun({ text: `\t${value}` })],
        }),
    ),
  ];
}

function body(document: DocumentModel, writing: Writing): FileChild[] {
  const t = translator(document.language, texts);
  return [
    new Paragraph({ style: "TOCHeading", text: t("contents") }),
    new TableOfContents(t("contents"), { hyperlink: true, headingStyleRange: "1-2" }),
    ...document.sections.flatMap(({ id, heading, blocks }, index) => [
      headingParagraph({ level: 1, id, text: heading, newPage: index === 0 }),
      ...blocks.flatMap((block) => blockToWord(block, writing)),
    ]),
  ];
}

function headerLine({ runningHead }: DocumentModel): Paragraph {
  return new Paragraph({ children: [new TextRun({ text: runningHead, size: 17, color: muted })] });
}

function footerLine(page: string, of: string): Paragraph {
  const look = { size: 17, color: muted };
  return new Paragraph({
    alignment: AlignmentType.RIGHT,
    tabStops: [{ type: "right", position: textWidth }],
    border: { top: { style: BorderStyle.SINGLE, size: 4, space: 6, color: rule } },
    children: [
      new TextRun({ ...look, text: `${page} ` }),
      new TextRun({ ...look, children: [PageNumber.CURRENT] }),
      new TextRun({ ...look, text: ` ${of} ` }),
      new TextRun({ ...look, children: [PageNumber.TOTAL_PAGES] }),
    ],
  });
}
