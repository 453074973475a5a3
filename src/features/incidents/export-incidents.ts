import { csvStream, localMoment } from "../../platform/export/csv.ts";
import type { ExportColumn } from "../../platform/export/table.ts";
import { xlsxFile } from "../../platform/export/xlsx.ts";
import { download } from "../../platform/verb/download.ts";
import { query } from "../../platform/verb/query.ts";
import type { Db } from "../../platform/database/transaction.ts";
import { translator } from "../../shared/texts.ts";
import { exportIncidentsInput, type IncidentRow } from "./contract.ts";
import { narrow, type Narrowed } from "./filter.ts";
import { listSorted, sortOf } from "./queries-list.ts";
import { readTimeZone } from "./store.ts";
import { texts } from "./texts.ts";

const CSV = "text/csv; charset=utf-8";
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PAGE = 2_000;

/** All that the filter leaves and the actor sees, page after page, as they are asked for. */
async function* pagesOf(db: Db, narrowed: Narrowed, by: string): AsyncGenerator<readonly IncidentRow[]> {
  const { sort, descending } = sortOf(by);
  let cursor: string | undefined;
  do {
    const page = { limit: PAGE, offset: 0, cursor, descending };
    const { items, nextCursor } = await listSorted(db, narrowed, page, sort);
    yield items;
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}

function columnsIn(language: "sv" | "en"): ExportColumn<IncidentRow>[] {
  const t = translator<[typeof texts]>(language, texts);
  const moment = (at: string | null) => (at === null ? null : { moment: at });
  return [
    { header: t("column.number"), of: (row) => row.number },
    { header: t("column.title"), width: 50, of: (row) => row.title },
    { header: t("column.state"), of: (row) => t(`state.${row.state}`) },
    { header: t("column.priority"), width: 10, of: (row) => row.priority },
    { header: t("column.impact"), width: 10, of: (row) => row.impact },
    { header: t("column.urgency"), width: 10, of: (row) => row.urgency },
    { header: t("column.major"), width: 10, of: (row) => row.major },
    { header: t("column.opened"), of: (row) => moment(row.openedAt) },
    { header: t("column.opened-precision"), width: 10, of: (row) => t(`precision.${row.openedPrecision}`) },
    { header: t("column.restored"), of: (row) => moment(row.restoredAt) },
    { header: t("column.promise-kept"), width: 12, of: (row) => row.promiseKept },
    { header: t("column.reopened"), width: 10, of: (row) => row.reopenedCount },
    { header: t("column.services"), width: 30, of: (row) => row.services.join(", ") },
    { header: t("column.systems"), width: 30, of: (row) => row.systems.join(", ") },
    { header: t("column.unit"), width: 30, of: (row) => row.unitName },
    { header: t("column.category"), of: (row) => row.category },
    { header: t("column.source"), of: (row) => row.source },
    { header: t("column.source-number"), of: (row) => row.sourceNumber },
  ];
}

export const exportIncidents = query({
  name: "incident.export",
  summary: "The list as a file: the same filter, the same visibility, every row.",
  http: { method: "GET", path: "/incident-export" },
  needs: "incident:read",
  input: exportIncidentsInput,
  output: download(CSV, XLSX),
  async run({ db, input, sees, now }) {
    const { language, format } = input;
    const t = translator<[typeof texts]>(language, texts);
    const timeZone = await readTimeZone(db);
    const narrowed = await narrow(db, input, sees("i.unit_id"), sees("h.unit_id"));
    const pages = pagesOf(db, narrowed, input.sort ?? "-opened");
    const words = { language, timeZone, yes: t("yes"), no: t("no") };
    const stamp = localMoment(now, timeZone).replaceAll(/[: ]/gu, "-");
    const fileName = `${t("export.file")}-${stamp}.${format}`;
    const columns = columnsIn(language);
    if (format === "csv") return { fileName, mediaType: CSV, body: csvStream(columns, pages, words) };
    const body = await xlsxFile(columns, pages, { ...words, sheet: t("incidents") });
    return { fileName, mediaType: XLSX, body };
  },
});
