/**
 * A source to propose from a file's name: `topdesk_incidenter_2026-11-02 (1).csv` → `topdesk incidenter`. What tells
 * one export from the next is left out, since the same source and number is the same record next time.
 */
export function sourceNameOf(fileName: string): string {
  return fileName
    .replace(/\.[^.]+$/u, "")
    .replace(/^(?:avvisade|rejected)[ _-]+/iu, "")
    .replaceAll(/\(\d+\)/gu, "")
    .replaceAll(/\d{2,4}(?:[-_.]?\d{2}){0,3}/gu, "")
    .replaceAll(/[\s_.-]+/gu, " ")
    .trim()
    .toLowerCase();
}
