import { Details } from "@digdir/designsystemet-react";
import type { Format } from "../../../../shared/format.ts";
import { lookUp, type Translate } from "../../../../shared/texts.ts";
import type { Language } from "../../../../shared/language.ts";
import { useFormat, useTexts } from "../../../../web/context.tsx";
import { useFilters } from "../../../../web/filters.ts";
import { DataTable, type Column } from "../../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../../web/kit/empty-state.tsx";
import { FilterBar, FilterSelect } from "../../../../web/kit/filter-bar.tsx";
import { PageHeader } from "../../../../web/kit/page-header.tsx";
import { useList } from "../../../../web/kit/use-list.ts";
import { useOptions } from "../../../../web/kit/use-options.ts";
import { useLanguage } from "../../../../web/preferences.ts";
import type { JournalItem } from "../../contract.ts";
import { journalWords } from "../../journal-words.texts.ts";
import { accessTexts } from "../../texts.ts";
import "../access.css";

type T = Translate<typeof accessTexts>;

/** `unit.added` as "Enhet lades till"; a kind without words stands as it is. */
function sayKind(kind: string, language: Language): string {
  const [type = "", act = ""] = kind.split(".");
  const said = lookUp(language, [journalWords], `type.${type}`);
  const done = lookUp(language, [journalWords], `act.${act}`);
  return said === undefined || done === undefined ? kind : `${said} ${done}`;
}

function Content({ entry, t }: { readonly entry: JournalItem; readonly t: T }) {
  if (entry.body === null) return <span className="b-quiet">{t("journal.erased")}</span>;
  if (Object.keys(entry.body).length === 0) return <span className="b-quiet">–</span>;
  return (
    <Details className="b-access-body">
      <Details.Summary>{t("journal.show")}</Details.Summary>
      <Details.Content>
        {/* Scrolled by keyboard where it is wider than its place. */}
        <pre tabIndex={0} role="region" aria-label={t("journal.details")}>
          {JSON.stringify(entry.body, null, 2)}
        </pre>
      </Details.Content>
    </Details>
  );
}

function whoOf(entry: JournalItem, t: T): string {
  if (entry.actorName !== null) return entry.actorName;
  return t(
    entry.actorId === null && entry.actorKind === "person" ? "actor.nobody" : `actor.${entry.actorKind}`,
  );
}

function columns(t: T, format: Format, language: Language): Column<JournalItem>[] {
  return [
    { id: "when", header: t("journal.when"), cell: (entry) => format.instant(entry.recordedAt) },
    {
      id: "who",
      header: t("journal.who"),
      cell: (entry) => (
        <>
          {whoOf(entry, t)}
          {entry.keyName === null ? null : (
            <div className="b-quiet">{t("journal.through", { key: entry.keyName })}</div>
          )}
        </>
      ),
    },
    {
      id: "what",
      header: t("journal.what"),
      cell: (entry) => (
        <>
          {entry.subjectName === null ? null : <strong>{entry.subjectName} </strong>}
          {sayKind(entry.kind, language)}
          {entry.happenedAt === null ? null : (
            <div className="b-quiet">{t("journal.happened", { at: format.instant(entry.happenedAt) })}</div>
          )}
        </>
      ),
    },
    { id: "where", header: t("journal.where"), cell: (entry) => entry.unitName ?? "–" },
    { id: "details", header: t("journal.details"), cell: (entry) => <Content entry={entry} t={t} /> },
  ];
}

const types = Object.keys(journalWords.sv)
  .filter((key) => key.startsWith("type."))
  .map((key) => key.slice("type.".length));

/** The append-only record of everything done, as far as the reader may see what it is about. */
export function JournalPage() {
  const t = useTexts(accessTexts);
  const format = useFormat();
  const language = useLanguage();
  const filters = useFilters(["subjectType", "subjectId", "actorId", "kind"]);
  const people = useOptions("person", "/people");
  const list = useList<JournalItem>("journal", "/journal", { ...filters.values, limit: 50 });
  const said = (type: string) => lookUp(language, [journalWords], `type.${type}`) ?? type;
  return (
    <>
      <PageHeader title={t("journal")} lead={t("journal.lead")} />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterSelect
          label={t("filter.type")}
          value={filters.values.subjectType}
          onChange={(value) => filters.set("subjectType", value)}
          options={types.map((type) => ({ value: type, label: said(type) }))}
        />
        {people.length === 0 ? null : (
          <FilterSelect
            label={t("journal.who")}
            value={filters.values.actorId}
            onChange={(value) => filters.set("actorId", value)}
            options={people}
          />
        )}
      </FilterBar>
      {filters.values.subjectId === undefined ? null : <p role="status">{t("journal.one")}</p>}
      <DataTable
        caption={t("journal")}
        list={list}
        columns={columns(t, format, language)}
        rowKey={(entry) => entry.id}
        empty={<EmptyState title={t("journal.empty")}>{t("journal.empty.what")}</EmptyState>}
      />
    </>
  );
}
