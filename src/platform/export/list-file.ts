import { z } from "zod";
import type { Label } from "../../shared/language.ts";
import { translator } from "../../shared/texts.ts";
import { download, type Download } from "../verb/download.ts";
import type { QueryContext } from "../verb/query.ts";
import { organisationZone } from "../zone.ts";
import { csvStream, localMoment } from "./csv.ts";
import type { ExportColumn } from "./table.ts";
import { exportTexts } from "./texts.ts";
import { xlsxFile } from "./xlsx.ts";

const CSV = "text/csv; charset=utf-8";
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PAGE = 500;

/** What every export of a list is asked for besides the filter of the list. */
export const listFileShape = {
  format: z
    .enum(["csv", "xlsx"])
    .meta({ description: "CSV as Swedish Excel reads it, or XLSX.", example: "xlsx" }),
  language: z.enum(["sv", "en"]).default("sv").meta({ description: "The language of the headings." }),
};
/** What a list is asked for and its export is not. */
export const withoutPaging = { limit: true, page: true, cursor: true } as const;
export const listFile = download(CSV, XLSX);

interface PageAsked {
  limit: number;
  page: number;
  cursor: string | undefined;
}
type PageOf<Row> = (asked: PageAsked) => Promise<{ items: readonly Row[]; nextCursor: string | null }>;

/** Every page of a list, by its cursor where it has one, by number where it has none. */
async function* pagesOf<Row>(pageOf: PageOf<Row>): AsyncGenerator<readonly Row[]> {
  let asked: PageAsked = { limit: PAGE, page: 1, cursor: undefined };
  for (;;) {
    const { items, nextCursor } = await pageOf(asked);
    yield items;
    const byCursor = asked.cursor !== undefined || nextCursor !== null;
    if (byCursor ? nextCursor === null : items.length < PAGE) return;
    asked = byCursor ? { ...asked, cursor: nextCursor ?? undefined } : { ...asked, page: asked.page + 1 };
  }
}

/** The first page is asked for before anything is answered: what is refused is refused in words, not half-way through a file. */
async function begun<Row>(pages: AsyncGenerator<readonly Row[]>): Promise<AsyncGenerator<readonly Row[]>> {
  const first = await pages.next();
  return (async function* all() {
    if (first.done === true) return;
    yield first.value;
    yield* pages;
  })();
}

export interface ListFile<Row> {
  /** Names the file and the sheet. */
  called: Label;
  columns: readonly ExportColumn<Row>[];
  /** The list itself, with its filter and its visibility. */
  pageOf: PageOf<Row>;
}

/** A list as a file: the same filter, the same visibility, every row. */
export async function fileOfList<Row>(
  context: QueryContext<{ format: "csv" | "xlsx"; language: "sv" | "en" }>,
  { called, columns, pageOf }: ListFile<Row>,
): Promise<Download> {
  const { format, language } = context.input;
  const t = translator<[typeof exportTexts]>(language, exportTexts);
  const timeZone = await organisationZone(context.db);
  const words = { language, timeZone, yes: t("yes"), no: t("no") };
  const stamp = localMoment(context.now, timeZone).replaceAll(/[: ]/gu, "-");
  const fileName = `${called[language].toLocaleLowerCase(language)}-${stamp}.${format}`;
  const pages = await begun(pagesOf(pageOf));
  if (format === "csv") return { fileName, mediaType: CSV, body: csvStream(columns, pages, words) };
  const body = await xlsxFile(columns, pages, { ...words, sheet: called[language] });
  return { fileName, mediaType: XLSX, body };
}
