import { Button, Skeleton, Table } from "@digdir/designsystemet-react";
import type { ReactNode } from "react";
import { useFormat, useTexts } from "../context.tsx";
import { AppLink } from "../link.tsx";
import { ErrorMessage } from "./error-message.tsx";
import { kitTexts } from "./texts.ts";
import type { List, Total } from "./use-list.ts";
import "./kit.css";

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** The name the API sorts by; columns without it are not sorted. */
  readonly sort?: string;
  /** Numbers stand at the end of their column. */
  readonly align?: "start" | "end";
  /** Left out where the table becomes cards. */
  readonly wideOnly?: boolean;
  /** Whether a row has anything to say here; a column in which no row has is left out. */
  readonly has?: (row: Row) => boolean;
}

/** `started` ascending, `-started` descending, as the API and the address write it. */
export interface Sorting {
  readonly by: string | undefined;
  readonly onChange: (by: string) => void;
}

export interface DataTableProps<Row> {
  /** What the table holds; read aloud, and the name of its scroll area. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly list: List<Row>;
  readonly rowKey: (row: Row) => string;
  /** The page of a row; the first column becomes the link to it. */
  readonly rowTo?: (row: Row) => string;
  readonly sorting?: Sorting;
  /** An EmptyState that says what to do first. */
  readonly empty?: ReactNode;
  /** The count above the table; on by default. */
  readonly showTotal?: boolean;
}

function useTotalText(): (total: Total) => string {
  const t = useTexts(kitTexts);
  const format = useFormat();
  return ({ count, more }) =>
    more ? t("table.over", { count: format.number(count) }) : t("table.total", { total: count });
}

function HeaderCell<Row>(props: { column: Column<Row>; sorting: Sorting | undefined }) {
  const { column, sorting } = props;
  const align = column.align === "end" ? "b-end" : undefined;
  const by = column.sort;
  if (by === undefined || sorting === undefined) {
    return (
      <Table.HeaderCell role="columnheader" className={align}>
        {column.header}
      </Table.HeaderCell>
    );
  }
  const state = sorting.by === by ? "ascending" : sorting.by === `-${by}` ? "descending" : "none";
  return (
    <Table.HeaderCell
      role="columnheader"
      className={align}
      sort={state}
      onClick={() => sorting.onChange(state === "ascending" ? `-${by}` : by)}
    >
      {column.header}
    </Table.HeaderCell>
  );
}

function Row<R>(props: { row: R; columns: readonly Column<R>[]; to: string | undefined }) {
  const { row, columns, to } = props;
  return (
    <Table.Row role="row" className={to === undefined ? undefined : "b-row-link"}>
      {columns.map((column, index) => (
        <Table.Cell
          key={column.id}
          role="cell"
          data-label={column.header}
          className={[
            column.align === "end" ? "b-end" : "",
            column.wideOnly === true ? "b-wide-only" : "",
          ].join(" ")}
        >
          {index === 0 && to !== undefined ? (
            <AppLink to={to} className="b-row-anchor">
              {column.cell(row)}
            </AppLink>
          ) : (
            column.cell(row)
          )}
        </Table.Cell>
      ))}
    </Table.Row>
  );
}

function Waiting({ columns }: { readonly columns: number }) {
  const t = useTexts(kitTexts);
  return (
    <div className="b-waiting" role="status" aria-label={t("loading")}>
      {Array.from({ length: Math.min(columns, 5) + 1 }, (_, index) => (
        <Skeleton key={index} variant="rectangle" height="2.2rem" />
      ))}
    </div>
  );
}

function Foot<R>({ list }: { readonly list: List<R> }) {
  const t = useTexts(kitTexts);
  const format = useFormat();
  if (!list.hasMore) return null;
  return (
    <div className="b-table-foot">
      <Button variant="secondary" loading={list.loadingMore} onClick={list.loadMore}>
        {t("table.more")}
      </Button>
      <span className="b-quiet">{t("table.shown", { shown: format.number(list.rows.length) })}</span>
    </div>
  );
}

const told = <R,>(columns: readonly Column<R>[], rows: readonly R[]) =>
  columns.filter(({ has }) => has === undefined || rows.some(has));

/** Rows of a list: sorted by the server, paged by cursor, cards where there is no room for columns. */
export function DataTable<R>(props: DataTableProps<R>) {
  const { list, caption } = props;
  const columns = told(props.columns, list.rows);
  const t = useTexts(kitTexts);
  const totalText = useTotalText();
  if (list.pending) return <Waiting columns={columns.length} />;
  if (list.error !== null && list.rows.length === 0) {
    return <ErrorMessage error={list.error} onRetry={list.retry} />;
  }
  if (list.rows.length === 0 && props.empty !== undefined) return <>{props.empty}</>;
  return (
    <div className="b-table" aria-busy={list.refreshing}>
      {props.showTotal === false || list.total === undefined ? null : (
        <p className="b-table-total" role="status">
          {totalText(list.total)}
        </p>
      )}
      <div className="b-table-scroll" role="region" aria-label={t("table.scroll", { caption })} tabIndex={0}>
        <Table role="table" stickyHeader hover className="b-cards">
          <caption className="ds-sr-only">{caption}</caption>
          <Table.Head role="rowgroup">
            <Table.Row role="row">
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sorting={props.sorting} />
              ))}
            </Table.Row>
          </Table.Head>
          <Table.Body role="rowgroup">
            {list.rows.map((row) => (
              <Row key={props.rowKey(row)} row={row} columns={columns} to={props.rowTo?.(row)} />
            ))}
          </Table.Body>
        </Table>
      </div>
      <ErrorMessage error={list.error} onRetry={list.retry} />
      <Foot list={list} />
    </div>
  );
}
