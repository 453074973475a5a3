export interface Change {
  from: unknown;
  to: unknown;
}

/** Which of the wanted fields differ from what stands, for the journal: `{ name: { from, to } }`. Undefined means: leave it. */
export function changesOf(
  before: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): Record<string, Change> {
  const changed = Object.entries(wanted).filter(
    ([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[key] ?? null),
  );
  return Object.fromEntries(changed.map(([key, value]) => [key, { from: before[key] ?? null, to: value }]));
}
