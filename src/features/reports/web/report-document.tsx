import { Skeleton, Table } from "@digdir/designsystemet-react";
import { Fragment, lazy, Suspense, type ReactNode } from "react";
import type { Language } from "../../../shared/language.ts";
import { useTexts } from "../../../web/context.tsx";
import { TextLink } from "../../../web/link.tsx";
import type {
  Block,
  Cell,
  ChartBlock,
  DocumentModel,
  FigureTile,
  Line,
  Run,
  Section,
  TableBlock,
} from "../contract.ts";
import { linkOf } from "./report-link.ts";
import { pageTexts } from "./texts.ts";
import "./contents.css";
import "./reports.css";

const Drawing = lazy(() => import("./report-chart.tsx").then((m) => ({ default: m.ReportChart })));

function Said({ run }: { readonly run: Run }) {
  const text = run.missing === true ? <span className="r-missing">{run.text}</span> : run.text;
  const strong = run.strong === true ? <strong>{text}</strong> : text;
  if (run.href === undefined || run.href === null) return <>{strong}</>;
  return <TextLink {...linkOf(run.href)}>{strong}</TextLink>;
}

function Words({ line }: { readonly line: Line }) {
  return (
    <>
      {line.map((run, index) => (
        <Said key={index} run={run} />
      ))}
    </>
  );
}

function Mark({ severity }: { readonly severity: Cell["severity"] }) {
  return <span className={`r-mark r-${severity ?? "unknown"}`} aria-hidden="true" />;
}

function CellLines({ cell }: { readonly cell: Cell }) {
  return (
    <div>
      {cell.lines.map((line, index) => (
        <p key={index}>
          {index === 0 && cell.severity !== undefined ? <Mark severity={cell.severity} /> : null}
          <Words line={line} />
        </p>
      ))}
    </div>
  );
}

function BlockTable({ block }: { readonly block: TableBlock }) {
  const total = block.columns.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <div className="b-table-scroll r-scroll" role="region" tabIndex={0} aria-labelledby={block.id}>
      <Table role="table" className="r-table b-cards">
        <caption id={block.id}>{block.caption}</caption>
        <colgroup>
          {block.columns.map(({ label, weight }) => (
            <col key={label} style={{ width: `${(weight / total) * 100}%` }} />
          ))}
        </colgroup>
        <Table.Head role="rowgroup">
          <Table.Row role="row">
            {block.columns.map(({ label, align }) => (
              <Table.HeaderCell
                key={label}
                scope="col"
                role="columnheader"
                className={align === "end" ? "b-end" : undefined}
              >
                {label}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body role="rowgroup">
          {block.rows.map((row, rowIndex) => (
            <Table.Row key={rowIndex} role="row">
              {row.map((cell, index) => (
                <BodyCell key={index} cell={cell} column={block.columns[index]} first={index === 0} />
              ))}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}

function BodyCell(props: {
  readonly cell: Cell;
  readonly column: TableBlock["columns"][number] | undefined;
  readonly first: boolean;
}) {
  const className = props.column?.align === "end" ? "b-end" : undefined;
  return props.first ? (
    <Table.HeaderCell scope="row" role="rowheader" className={className}>
      <CellLines cell={props.cell} />
    </Table.HeaderCell>
  ) : (
    <Table.Cell role="cell" data-label={props.column?.label} className={className}>
      <CellLines cell={props.cell} />
    </Table.Cell>
  );
}

function ChartFigure({ block, language }: { readonly block: ChartBlock; readonly language: Language }) {
  const t = useTexts(pageTexts);
  return (
    <figure className="r-chart">
      <figcaption>{block.caption}</figcaption>
      <div role="img" aria-label={block.alt}>
        <Suspense fallback={<Skeleton variant="rectangle" height="14rem" />}>
          <Drawing chart={block.chart} language={language} />
        </Suspense>
      </div>
      {block.note === null ? null : <p className="b-quiet">{block.note}</p>}
      <details>
        <summary>{t("chart.table")}</summary>
        <BlockTable block={block.table} />
      </details>
    </figure>
  );
}

function Tile({ tile }: { readonly tile: FigureTile }) {
  return (
    <li>
      <p className="r-label">{tile.label}</p>
      <p className={tile.value.text.length > 12 ? "r-value r-long" : "r-value"}>
        <Said run={tile.value} />
      </p>
      {tile.basis === null ? null : <p className="b-quiet">{tile.basis}</p>}
      {tile.change === null ? null : <p className="r-change">{tile.change}</p>}
      {tile.against === null ? null : <p className="b-quiet">{tile.against}</p>}
    </li>
  );
}

function BlockShown({ block, language }: { readonly block: Block; readonly language: Language }) {
  switch (block.kind) {
    case "heading":
      return <h3 id={block.id}>{block.text}</h3>;
    case "paragraph":
      return (
        <p>
          <Words line={block.line} />
        </p>
      );
    case "figures":
      return (
        <ul className="r-tiles">
          {block.items.map((tile) => (
            <Tile key={tile.label} tile={tile} />
          ))}
        </ul>
      );
    case "chart":
      return <ChartFigure block={block} language={language} />;
    case "table":
      return <BlockTable block={block} />;
    case "list":
      return (
        <ul className="r-list">
          {block.items.map((line, index) => (
            <li key={index}>
              <Words line={line} />
            </li>
          ))}
        </ul>
      );
    case "terms":
      return (
        <dl className="r-terms">
          {block.items.map(({ term, text }, index) => (
            <Fragment key={index}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </Fragment>
          ))}
        </dl>
      );
    case "verdict":
      return (
        <p className="r-verdict">
          <Mark severity={block.severity} />
          {block.text}
        </p>
      );
  }
}

function SectionShown(props: {
  readonly section: Section;
  readonly language: Language;
  readonly instead: ReactNode;
}) {
  const { section, language } = props;
  return (
    <section aria-labelledby={section.id}>
      <h2 id={section.id}>{section.heading}</h2>
      {props.instead ??
        section.blocks.map((block, index) => <BlockShown key={index} block={block} language={language} />)}
    </section>
  );
}

/** Where one can go: a report is many screens long. */
function Contents({ sections }: { readonly sections: readonly Section[] }) {
  const t = useTexts(pageTexts);
  const parts = (section: Section) => section.blocks.filter((block) => block.kind === "heading");
  return (
    <nav className="r-contents" aria-label={t("contents")}>
      <p className="b-quiet">{t("contents")}</p>
      <ul>
        {sections.map((section) => (
          <li key={section.id}>
            <a href={`#${section.id}`}>{section.heading}</a>
            {parts(section).length === 0 ? null : (
              <ul>
                {parts(section).map(({ id, text }) => (
                  <li key={id}>
                    <a href={`#${id}`}>{text}</a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The report as a page, from the same blocks as its documents; `instead` stands in place of a section. */
export function ReportDocument(props: {
  readonly document: DocumentModel;
  readonly instead?: Readonly<Record<string, ReactNode>>;
}) {
  const { document } = props;
  const sections = document.sections.filter((section) => !section.pagedOnly);
  return (
    <article className="r-report" lang={document.language}>
      <dl className="r-facts">
        {document.facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="r-columns">
        <Contents sections={sections} />
        <div>
          {sections.map((section) => (
            <SectionShown
              key={section.id}
              section={section}
              language={document.language}
              instead={props.instead?.[section.id]}
            />
          ))}
        </div>
      </div>
    </article>
  );
}
