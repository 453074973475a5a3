/** One record read with its quotes; `next` is where the following record begins. */
export type QuotedRecord =
  | { kind: "record"; cells: string[]; next: number; newlines: number; atEnd: boolean }
  | { kind: "open" }
  | { kind: "malformed"; newlines: number };

export type Separators = { readonly delimiter: string; readonly newline: "\n" | "\r" };

const QUOTE = 34;

/**
 * Reads a record that may hold quotes. A quote inside an unquoted cell is itself (as Excel reads
 * it); anything but a separator after a closing quote is a fault.
 */
export function readQuotedRecord(text: string, from: number, by: Separators): QuotedRecord {
  const cells: string[] = [];
  let newlines = 0;
  let at = from;
  for (;;) {
    if (text.charCodeAt(at) === QUOTE) {
      const cell = readQuotedCell(text, at, by.newline);
      if (cell === null) return { kind: "open" };
      cells.push(cell.value);
      newlines += cell.newlines;
      at = cell.next;
    } else {
      const end = cellEnd(text, at, by);
      cells.push(stripReturn(text, at, end));
      at = end;
    }
    if (at >= text.length) return { kind: "record", cells, next: at, newlines, atEnd: true };
    const char = text.charAt(at);
    if (char === by.delimiter) {
      at += 1;
      continue;
    }
    const end = char === "\r" && text.charAt(at + 1) === by.newline ? at + 1 : at;
    if (text.charAt(end) !== by.newline) {
      // A return before the very end of the text may be half of a line end.
      if (char === "\r" && at + 1 >= text.length) {
        return { kind: "record", cells, next: text.length, newlines, atEnd: true };
      }
      return { kind: "malformed", newlines };
    }
    return { kind: "record", cells, next: end + 1, newlines: newlines + 1, atEnd: false };
  }
}

type Cell = { value: string; next: number; newlines: number };

function readQuotedCell(text: string, quote: number, newline: string): Cell | null {
  let value = "";
  let from = quote + 1;
  for (;;) {
    const close = text.indexOf('"', from);
    if (close < 0) return null;
    if (text.charCodeAt(close + 1) === QUOTE) {
      value += text.slice(from, close + 1);
      from = close + 2;
      continue;
    }
    value += text.slice(from, close);
    let newlines = 0;
    for (let at = value.indexOf(newline); at >= 0; at = value.indexOf(newline, at + 1)) newlines += 1;
    return { value, next: close + 1, newlines };
  }
}

function cellEnd(text: string, from: number, by: Separators): number {
  const delimiter = by.delimiter.charCodeAt(0);
  const newline = by.newline.charCodeAt(0);
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === delimiter || code === newline) return at;
  }
  return text.length;
}

function stripReturn(text: string, from: number, end: number): string {
  const stop = end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
  // Only the last cell of a line can end with the return of a CRLF.
  return text.slice(from, text.charAt(end) === "\n" || end === text.length ? stop : end);
}
