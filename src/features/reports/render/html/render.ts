import { localeOf } from "../../../../shared/language.ts";
import { translator, type Translate } from "../../../../shared/texts.ts";
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
} from "../../document.ts";
import { texts } from "../../texts.ts";
import { chartColours } from "../../charts.ts";
import type { DrawnCharts } from "../drawn-charts.ts";
import { webFontDataUri } from "../fonts.ts";
import { absoluteLink } from "../links.ts";
import { html, trusted, type Markup } from "./html.ts";
import { reportStyle } from "./style.ts";

type Writing = {
  readonly document: DocumentModel;
  readonly charts: DrawnCharts;
  readonly t: Translate<typeof texts>;
};

/** One file with everything in it: fonts, charts and style; nothing is fetched, nothing runs. */
export function renderHtml(document: DocumentModel, charts: DrawnCharts): string {
  const writing: Writing = { document, charts, t: translator(document.language, texts) };
  const sections = document.sections.filter((section) => !section.pagedOnly);
  const face = `@font-face{font-family:"Source Sans 3";font-weight:200 900;src:url(${webFontDataUri()}) format("woff2")}`;
  return html`<!doctype html>
    <html lang="${localeOf[document.language]}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
        />
        <meta name="author" content="${document.author}" />
        <title>${document.title} · ${document.organisation}</title>
        <style>
          ${trusted(face + reportStyle)}
        </style>
      </head>
      <body>
        <a class="skip" href="#content">${writing.t("skip")}</a>
        <div class="page">
          ${titleBlock(writing)} ${contents(sections, writing)}
          <main id="content" tabindex="-1">
            ${sections.map((section) => sectionMarkup(section, writing))}
          </main>
          <footer>${document.runningHead}</footer>
        </div>
      </body>
    </html> `.text;
}

function titleBlock({ document }: Writing): Markup {
  return html`<header class="title">
    <p class="organisation">${document.organisation}</p>
    <h1>${document.title}</h1>
    ${document.subtitle === null ? null : html`<p class="subtitle">${document.subtitle}</p>`}
    ${document.status === null ? null : html`<p class="status">${document.status}</p>`}
    <dl class="facts">
      ${document.facts.map(
        ({ label, value }) =>
          html`<dt>${label}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
  </header>`;
}

function contents(sections: readonly Section[], { t }: Writing): Markup {
  const entries = sections.map(({ id, heading, blocks }) => {
    const below = blocks.filter((block) => block.kind === "heading");
    const list = below.map((block) => html`<li><a href="#${block.id}">${block.text}</a></li>`);
    return html`<li>
      <a href="#${id}">${heading}</a>${
        list.length === 0
          ? null
          : html`<ol>
              ${list}
            </ol>`
      }
    </li>`;
  });
  return html`<nav aria-labelledby="contents">
    <h2 id="contents">${t("contents")}</h2>
    <ol>
      ${entries}
    </ol>
  </nav>`;
}

function sectionMarkup({ id, heading, blocks }: Section, writing: Writing): Markup {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${heading}</h2>
    ${blocks.map((block) => blockMarkup(block, writing))}
  </section> `;
}

function runMarkup(run: Run, { document }: Writing): Markup {
  const said = run.missing === true ? html`<span class="missing">${run.text}</span>` : html`${run.text}`;
  const strong = run.strong === true ? html`<strong>${said}</strong>` : said;
  const href = absoluteLink(run.href, document.address);
  return href === null ? strong : html`<a href="${href}">${strong}</a>`;
}

function lineMarkup(line: Line, writing: Writing): Markup {
  return html`${line.map((run) => runMarkup(run, writing))}`;
}

function markFor(severity: Cell["severity"]): Markup {
  return html`<span class="mark ${severity ?? "unknown"}" aria-hidden="true"></span>`;
}

function cellMarkup(cell: Cell, writing: Writing): Markup {
  const lines = cell.lines.map((line, index) => {
    const mark = index === 0 && cell.severity !== undefined ? markFor(cell.severity) : null;
    return html`<p>${mark}${lineMarkup(line, writing)}</p>`;
  });
  return html`${lines}`;
}

function tableMarkup(block: TableBlock, writing: Writing): Markup {
  const total = block.columns.reduce((sum, { weight }) => sum + weight, 0);
  const wide = block.columns.length > 3 ? "wide" : "";
  const widths = block.columns.map(
    ({ weight }) => html`<col style="width:${Math.round((weight / total) * 1000) / 10}%" />`,
  );
  const head = block.columns.map(
    ({ label, align }) => html`<th scope="col" role="columnheader" class="${align}">${label}</th>`,
  );
  const rows = block.rows.map((row) => {
    const cells = row.map((cell, index) => {
      const { align, label } = block.columns[index] ?? { align: "start", label: "" };
      const inside = html`<div>${cellMarkup(cell, writing)}</div>`;
      return index === 0
        ? html`<th scope="row" role="rowheader" class="${align}">${inside}</th>`
        : html`<td role="cell" data-label="${label}" class="${align}">${inside}</td>`;
    });
    return html`<tr role="row">
      ${cells}
    </tr> `;
  });
  // On a narrow screen a row is laid out as a card; the roles keep it a table for those who listen.
  // A table that scrolls sideways must be reachable by the keyboard.
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="${block.id}">
    <table role="table" class="${wide}">
      <caption id="${block.id}">
        ${block.caption}
      </caption>
      <colgroup>
        ${widths}
      </colgroup>
      <thead role="rowgroup">
        <tr role="row">
          ${head}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows}
      </tbody>
    </table>
  </div> `;
}

/** The drawn colours become the page's own, which differ between light and dark. */
function withVariables(svg: string): string {
  return Object.entries(chartColours.light).reduce(
    (text, [name, colour]) => text.replaceAll(`"${colour}"`, `"var(--chart-${name})"`),
    svg,
  );
}

function chartMarkup(block: ChartBlock, writing: Writing): Markup {
  const { charts, t } = writing;
  const alt = `chart-${block.chart.key}-alt`;
  const drawing = (width: "broad" | "narrow") =>
    html`<div class="${width}">${trusted(withVariables(charts.drawn(block.chart, width).svg))}</div>`;
  return html`<figure class="chart">
    <figcaption>${block.caption}</figcaption>
    <div class="drawing" role="img" aria-labelledby="${alt}">
      <span id="${alt}" hidden>${block.alt}</span>${drawing("broad")}${drawing("narrow")}
    </div>
    ${block.note === null ? null : html`<p class="basis">${block.note}</p>`}
    <details>
      <summary>${t("chart.table")}</summary>
      ${tableMarkup(block.table, writing)}
    </details>
  </figure> `;
}

function tileMarkup(tile: FigureTile, writing: Writing): Markup {
  const size = tile.value.text.length > 12 ? "value long" : "value";
  return html`<li>
    <p class="label">${tile.label}</p>
    <p class="${size}">${runMarkup(tile.value, writing)}</p>
    ${
      tile.basis === null ? null : html`<p class="basis">${tile.basis}</p>`
    }${tile.change === null ? null : html`<p class="change">${tile.change}</p>`}${
      tile.against === null ? null : html`<p class="against">${tile.against}</p>`
    }
  </li>`;
}

function blockMarkup(block: Block, writing: Writing): Markup {
  switch (block.kind) {
    case "heading":
      return html`<h3 id="${block.id}">${block.text}</h3> `;
    case "paragraph":
      return html`<p>${lineMarkup(block.line, writing)}</p> `;
    case "figures":
      return html`<ul class="tiles">
        ${block.items.map((tile) => tileMarkup(tile, writing))}
      </ul> `;
    case "chart":
      return chartMarkup(block, writing);
    case "table":
      return tableMarkup(block, writing);
    case "list":
      return html`<ul>
        ${block.items.map((line) => html`<li>${lineMarkup(line, writing)}</li>`)}
      </ul> `;
    case "terms":
      return html`<dl class="terms">
        ${block.items.map(
          ({ term, text }) =>
            html`<dt>${term}</dt>
              <dd>${text}</dd>`,
        )}
      </dl> `;
    case "verdict":
      return html`<p class="verdict">${markFor(block.severity)}${block.text}</p> `;
  }
}
