import { useQuery } from "@tanstack/react-query";
import { api } from "../../../web/api.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { listOf } from "../../../web/kit/use-list.ts";
import { useLanguage } from "../../../web/preferences.ts";
import { fieldOf, type PreviewView, type Profile } from "../contract.ts";
import { pageTexts } from "./page-texts.ts";
import { wordsIn } from "./words.ts";

type Row = PreviewView["items"][number];

/** The first rows as they would become, or why they would be rejected. */
export function Preview({ fileId, profile }: { readonly fileId: string; readonly profile: Profile }) {
  const t = useTexts(pageTexts);
  const format = useFormat();
  const words = wordsIn(useLanguage());
  const query = useQuery({
    queryKey: ["import-file", fileId, profile],
    queryFn: ({ signal }) =>
      api.post<PreviewView>(`/import-files/${fileId}/preview`, { profile }, { signal }),
    placeholderData: (before) => before,
  });
  const show = (field: string, row: Row) => {
    const value = row.values?.[field] ?? null;
    if (value === null) return "–";
    const type = fieldOf(profile.target, field)?.type;
    if (type === "time" && typeof value === "string") return format.instant(value);
    if (type === "choice" && typeof value === "string") return words.choice(value);
    return Array.isArray(value) ? value.join(", ") : String(value);
  };
  const columns: Column<Row>[] = [
    { id: "line", header: t("line"), cell: (row) => format.number(row.line) },
    {
      id: "state",
      header: t("state"),
      cell: (row) =>
        row.reasons.length === 0
          ? "✓"
          : `${t(row.values === null ? "preview.rejected" : "preview.doubt")}: ${row.reasons.map(words.reason).join(" ")}`,
    },
    ...profile.columns.map(({ field }) => ({
      id: field,
      header: words.field(field),
      cell: (row: Row) => show(field, row),
    })),
  ];
  return (
    <Section title={t("preview")}>
      <ErrorMessage error={query.error} />
      {query.data === undefined ? null : (
        <DataTable
          caption={t("preview")}
          columns={columns}
          list={listOf(query.data.items)}
          rowKey={(row) => String(row.line)}
          showTotal={false}
        />
      )}
    </Section>
  );
}
