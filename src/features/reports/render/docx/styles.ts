import {
  AlignmentType,
  BorderStyle,
  ImportedXmlComponent,
  LevelFormat,
  LineRuleType,
  type IPropertiesOptions,
  type XmlComponent,
} from "docx";
import { localeOf, type Language } from "../../../../shared/language.ts";

export const ink = "1B2733";
export const muted = "4B5865";
export const accent = "00558C";
export const rule = "C9D1D9";
export const tint = "F3F6F9";

/**
 * Calibri, because a Word file goes on being edited on machines where Source Sans 3 is not
 * installed: a face that is there beats one that is replaced by chance.
 */
export const font = "Calibri";

export const bullets = "report-list";

function heading(size: number, before: number, after: number) {
  return {
    run: { font, size, bold: true, color: ink },
    paragraph: { spacing: { before, after }, keepNext: true, keepLines: true },
  };
}

function custom(id: string, name: string, run: object, paragraph: object = {}) {
  return { id, name, basedOn: "Normal", next: "Normal", quickFormat: true, run, paragraph };
}

export const tableStyle = "ReportTable";

/** A real table style, so that one change in Word changes every table of the report. */
const tableStyleXml = `<w:style xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:type="table" w:customStyle="1" w:styleId="${tableStyle}"><w:name w:val="Report Table"/><w:uiPriority w:val="99"/><w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="${rule}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="${rule}"/></w:tblBorders><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="${ink}"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>`;

export function reportTableStyle(): XmlComponent {
  return ImportedXmlComponent.fromXmlString(tableStyleXml);
}

const paragraphStyles = [
  custom("Subtitle", "Subtitle", { size: 30, color: muted }, { spacing: { after: 240 } }),
  custom(
    "Caption",
    "caption",
    { size: 18, color: muted },
    { spacing: { before: 160, after: 80 }, keepNext: true },
  ),
  custom("TOCHeading", "TOC Heading", { size: 34, bold: true }, { spacing: { after: 200 } }),
  custom("TOC1", "toc 1", { bold: true }, { spacing: { before: 100, after: 40 } }),
  custom("TOC2", "toc 2", {}, { spacing: { after: 20 }, indent: { left: 240 } }),
  custom(
    "TableText",
    "Table Text",
    { size: 18 },
    { spacing: { after: 40, line: 240, lineRule: LineRuleType.AUTO } },
  ),
  custom(
    "TableHeading",
    "Table Heading",
    { size: 18, bold: true },
    { spacing: { after: 40, line: 240, lineRule: LineRuleType.AUTO }, keepNext: true },
  ),
  custom(
    "FigureLabel",
    "Figure Label",
    { size: 18, color: muted },
    { spacing: { after: 20, line: 240, lineRule: LineRuleType.AUTO }, keepNext: true },
  ),
  custom(
    "FigureValue",
    "Figure Value",
    { size: 40, bold: true },
    { spacing: { after: 20, line: 240, lineRule: LineRuleType.AUTO }, keepNext: true },
  ),
  custom(
    "Organisation",
    "Organisation",
    { size: 24, bold: true, color: accent },
    { spacing: { after: 2400 } },
  ),
  custom("Term", "Term", { bold: true }, { spacing: { before: 120, after: 0 }, keepNext: true }),
];

/** Word's own style names, so that a municipality's template takes the document over by pasting. */
export function reportStyles(language: Language): NonNullable<IPropertiesOptions["styles"]> {
  return {
    default: {
      document: {
        run: { font, size: 21, color: ink, language: { value: localeOf[language] } },
        paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { font, size: 60, bold: true, color: ink },
        paragraph: {
          spacing: { before: 0, after: 160, line: 240, lineRule: LineRuleType.AUTO },
          alignment: AlignmentType.LEFT,
        },
      },
      heading1: heading(34, 480, 180),
      heading2: heading(26, 320, 120),
      heading3: heading(22, 240, 80),
      hyperlink: { run: { color: accent, underline: {} } },
    },
    paragraphStyles,
  };
}

export const numbering = {
  config: [
    {
      reference: bullets,
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: "–",
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: { left: 360, hanging: 240 } } },
        },
      ],
    },
  ],
};

export const noBorder = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;

export const noBorders = {
  top: noBorder,
  bottom: noBorder,
  left: noBorder,
  right: noBorder,
  insideHorizontal: noBorder,
  insideVertical: noBorder,
};
