import { Select } from "@digdir/designsystemet-react";
import type { Translate } from "../../../shared/texts.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { listOf } from "../../../web/kit/use-list.ts";
import { useLanguage } from "../../../web/preferences.ts";
import { fields, type Profile, type ProposalView } from "../contract.ts";
import { assignField, fieldOfColumn } from "./edit-profile.ts";
import { pageTexts } from "./page-texts.ts";
import { wordsIn, type Words } from "./words.ts";

type Row = ProposalView["columns"][number];

interface Props {
  readonly proposal: ProposalView;
  readonly profile: Profile;
  readonly onChange: (profile: Profile) => void;
}

function columnsOf(
  t: Translate<typeof pageTexts>,
  percent: (share: number) => string,
  words: Words,
  { profile, onChange }: Props,
): Column<Row>[] {
  return [
    { id: "column", header: t("column"), cell: (row) => row.column },
    {
      id: "field",
      header: t("field"),
      cell: (row) => (
        <FieldChoice {...{ row, profile, onChange, words }} label={`${t("field")}: ${row.column}`} />
      ),
    },
    {
      id: "sure",
      header: t("sure"),
      align: "end",
      cell: (row) =>
        row.field === null || row.field !== fieldOfColumn(profile, row.column)
          ? "–"
          : percent(row.confidence),
    },
  ];
}

function FieldChoice(props: {
  readonly row: Row;
  readonly profile: Profile;
  readonly onChange: (profile: Profile) => void;
  readonly words: Words;
  readonly label: string;
}) {
  const t = useTexts(pageTexts);
  const { row, profile, onChange, words, label } = props;
  return (
    <Select
      aria-label={label}
      value={fieldOfColumn(profile, row.column)}
      onChange={(event) => onChange(assignField(profile, row.column, event.target.value, row.formats))}
    >
      <Select.Option value="">{t("no-field")}</Select.Option>
      {Object.keys(fields[profile.target]).map((field) => (
        <Select.Option key={field} value={field}>
          {words.field(field)}
        </Select.Option>
      ))}
    </Select>
  );
}

/** Every column of the file and the field that it becomes. */
export function MappingTable({ proposal, profile, onChange }: Props) {
  const t = useTexts(pageTexts);
  const format = useFormat();
  const words = wordsIn(useLanguage());
  const columns = columnsOf(t, (share) => `${format.number(Math.round(share * 100))} %`, words, {
    proposal,
    profile,
    onChange,
  });
  return (
    <Section title={t("mapping")}>
      <DataTable
        caption={t("mapping")}
        columns={columns}
        list={listOf(proposal.columns)}
        rowKey={(row) => row.column}
        showTotal={false}
      />
    </Section>
  );
}
