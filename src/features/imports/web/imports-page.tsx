import { Button } from "@digdir/designsystemet-react";
import type { Format } from "../../../shared/format.ts";
import type { Translate } from "../../../shared/texts.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import { useGo } from "../../../web/link.tsx";
import { useLanguage } from "../../../web/preferences.ts";
import type { ImportView } from "../contract.ts";
import { pageTexts } from "./page-texts.ts";
import { SchedulesSection } from "./schedules-section.tsx";
import { StateBadge } from "./state-badge.tsx";
import { wordsIn, type Words } from "./words.ts";
import "./imports.css";

function columnsOf(
  t: Translate<typeof pageTexts>,
  format: Format,
  words: Words,
): readonly Column<ImportView>[] {
  return [
    { id: "file", header: t("file"), cell: (row) => row.fileName },
    { id: "what", header: t("what"), cell: (row) => words.target(row.target) },
    { id: "state", header: t("state"), cell: (row) => <StateBadge run={row} /> },
    { id: "taken", header: t("taken"), align: "end", cell: (row) => format.number(row.rowsTaken) },
    { id: "rejected", header: t("rejected"), align: "end", cell: (row) => format.number(row.rowsRejected) },
    { id: "when", header: t("when"), cell: (row) => format.instant(row.requestedAt) },
    { id: "by", header: t("by"), wideOnly: true, cell: (row) => row.requestedByName ?? "–" },
  ];
}

/** Every import, the newest first. */
export function ImportsPage() {
  const t = useTexts(pageTexts);
  const format = useFormat();
  const language = useLanguage();
  const may = useMay();
  const go = useGo();
  const list = useList<ImportView>("import", "/imports", { limit: 50 });
  const begin = may("import:run") ? (
    <Button data-primary-action onClick={() => go("/imports/new")}>
      {t("new")}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={begin} />
      <DataTable
        caption={t("title")}
        columns={columnsOf(t, format, wordsIn(language))}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/imports/${row.id}`}
        empty={<EmptyState title={t("empty.title")}>{t("empty")}</EmptyState>}
      />
      <SchedulesSection />
    </>
  );
}
