/** A row of the first part of a file, before it is known which row is the header. */
export type CandidateRow = { readonly cells: readonly string[] };

export type FoundHeader = {
  readonly index: number;
  readonly columns: number;
  /** True when the row chosen looks like data: the file may lack a header. */
  readonly doubtful: boolean;
};

const dataLike = /^[-+]?\d[\d\s.,:/T+-]*(?:Z|%|kr|am|pm)?$/i;

/**
 * The header is the first row as wide as the table that holds names and no values: titles, dates
 * of export and blank rows above it are passed over.
 */
export function findHeader(rows: readonly CandidateRow[]): FoundHeader | null {
  const columns = usualWidth(rows);
  if (columns === 0) return null;
  let fallback = -1;
  for (const [index, { cells }] of rows.entries()) {
    const width = trimmedWidth(cells);
    // A header may lack the name of its last column, or rows may end with a needless separator.
    if (width === 0 || cells.length > columns + 1 || width < Math.max(1, columns - 1)) continue;
    if (fallback < 0) fallback = index;
    const named = cells.filter((cell) => cell.trim() !== "");
    if (named.length * 10 < width * 6) continue;
    if (named.some((cell) => dataLike.test(cell.trim()))) continue;
    return { index, columns: Math.max(cells.length, 1), doubtful: false };
  }
  const chosen = rows[fallback];
  return chosen === undefined ? null : { index: fallback, columns: chosen.cells.length, doubtful: true };
}

/** The width that most rows share; of equals the wider, since titles above a table are narrow. */
export function usualWidth(rows: readonly CandidateRow[]): number {
  const count = new Map<number, number>();
  for (const { cells } of rows) {
    const width = trimmedWidth(cells) === 0 ? 0 : cells.length;
    if (width > 0) count.set(width, (count.get(width) ?? 0) + 1);
  }
  let best = 0;
  let most = 0;
  for (const [width, n] of count) {
    if (n > most || (n === most && width > best)) {
      best = width;
      most = n;
    }
  }
  return best;
}

function trimmedWidth(cells: readonly string[]): number {
  let width = cells.length;
  while (width > 0 && (cells[width - 1] ?? "").trim() === "") width -= 1;
  return width;
}
