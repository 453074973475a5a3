import type { ExportColumn } from "../../platform/export/table.ts";
import { fileOfList, listFile } from "../../platform/export/list-file.ts";
import { query } from "../../platform/verb/query.ts";
import { labelOf, translator } from "../../shared/texts.ts";
import { exportIncidentsInput, type IncidentRow } from "./contract.ts";
import { narrow } from "./filter.ts";
import { listSorted, sortOf } from "./queries-list.ts";
import { texts } from "./texts.ts";

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
    { header: t("column.due"), of: (row) => moment(row.dueAt) },
    { header: t("column.late"), width: 12, of: (row) => row.late },
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
  output: listFile,
  async run(context) {
    const { db, input, sees, now } = context;
    const sight = { seen: sees("i.unit_id"), seenHits: sees("h.unit_id"), now };
    const narrowed = await narrow(db, input, sight);
    const { sort, descending } = sortOf(input.sort ?? "-opened");
    return fileOfList(context, {
      called: labelOf(texts, "incidents"),
      columns: columnsIn(input.language),
      pageOf: ({ limit, cursor }) =>
        listSorted(db, narrowed, { limit, offset: 0, cursor, descending, now }, sort),
    });
  },
});
