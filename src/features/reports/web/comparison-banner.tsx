import { Alert, Table } from "@digdir/designsystemet-react";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { TextLink } from "../../../web/link.tsx";
import { differenceText, valueText, type ComparedFigure, type ReportView } from "../contract.ts";
import { linkOf } from "./report-link.ts";
import { pageTexts } from "./texts.ts";
import { useComparison } from "./use-report.ts";

function Row({ row, report }: { readonly row: ComparedFigure; readonly report: ReportView }) {
  const { model } = report;
  const { language } = model;
  const t = useTexts(pageTexts);
  const said = (value: number | null) => valueText(value, row.unit, { language });
  const period = row.period === "current" ? model.period.label : (model.comparison?.label ?? "");
  const sign = (row.difference ?? 0) > 0 ? "+" : "−";
  const today = said(row.today);
  return (
    <Table.Row role="row">
      <Table.HeaderCell scope="row" role="rowheader">
        {row.label}
      </Table.HeaderCell>
      <Table.Cell role="cell" data-label={t("frozen.column.period")}>
        {period}
      </Table.Cell>
      <Table.Cell role="cell" className="b-end" data-label={t("frozen.column.frozen")}>
        {said(row.frozen)}
      </Table.Cell>
      <Table.Cell role="cell" className="b-end" data-label={t("frozen.column.today")}>
        {row.records === null ? today : <TextLink {...linkOf(row.records)}>{today}</TextLink>}
      </Table.Cell>
      <Table.Cell role="cell" className="b-end" data-label={t("frozen.column.difference")}>
        {row.difference === null ? t("missing") : sign + differenceText(row.difference, row.unit, language)}
      </Table.Cell>
    </Table.Row>
  );
}

/** Which figures of a frozen report the records no longer give, by how much, and where those records are. */
export function ComparisonBanner({ report }: { readonly report: ReportView }) {
  const t = useTexts(pageTexts);
  const { data, error } = useComparison(report);
  if (error !== null) return <ErrorMessage error={error} />;
  if (data === undefined) return null;
  if (data.changed.length === 0) {
    return <p className="b-quiet">{t("frozen.holds", { count: data.checked })}</p>;
  }
  const columns = ["figure", "period", "frozen", "today", "difference"] as const;
  return (
    <Alert data-color="warning" className="r-compared">
      <strong>{t("frozen.changed", { count: data.changed.length })}</strong>
      <p>{t("frozen.what")}</p>
      <div
        className="b-table-scroll"
        role="region"
        tabIndex={0}
        aria-label={t("frozen.changed", { count: data.changed.length })}
      >
        <Table role="table" className="r-table b-cards">
          <Table.Head role="rowgroup">
            <Table.Row role="row">
              {columns.map((name, index) => (
                <Table.HeaderCell
                  key={name}
                  scope="col"
                  role="columnheader"
                  className={index > 1 ? "b-end" : undefined}
                >
                  {t(`frozen.column.${name}`)}
                </Table.HeaderCell>
              ))}
            </Table.Row>
          </Table.Head>
          <Table.Body role="rowgroup">
            {data.changed.map((row) => (
              <Row key={`${row.key}:${row.period}`} row={row} report={report} />
            ))}
          </Table.Body>
        </Table>
      </div>
    </Alert>
  );
}
