export type Cell = string | number | null;

export function row(...cells: Cell[]): Cell[] {
  return cells;
}

function quote(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return /[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** CSV as Excel writes it in Swedish: semicolons, UTF-8 with a byte-order mark, CRLF. */
export function table(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[header, ...rows].map((line) => line.map(quote).join(";")).join("\r\n")}\r\n`;
}

/** A small generator of numbers from a seed (mulberry32): the same files each time they are made. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
