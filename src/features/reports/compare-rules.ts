import type { ComparedFigure } from "./contract/reports.ts";
import type { Figure } from "./model.ts";

/** Which figures of a frozen report no longer hold. What today's reader may not know is not compared. */
export function compareFigures(
  frozen: readonly Figure[],
  today: readonly Figure[],
): { checked: number; changed: ComparedFigure[] } {
  const now = new Map(today.map((figure) => [figure.key, figure]));
  const pairs = frozen.flatMap((figure) => {
    const found = now.get(figure.key);
    return found === undefined ? [] : [{ figure, found }];
  });
  const changed = pairs.flatMap(({ figure, found }): ComparedFigure[] => {
    const { key, label, unit } = figure;
    const sides: ComparedFigure[] = [
      { key, label, unit, period: "current", ...side(figure.value, found.value), records: found.records },
    ];
    if (figure.comparison !== undefined && found.comparison !== undefined)
      sides.push({
        key,
        label,
        unit,
        period: "comparison",
        ...side(figure.comparison, found.comparison),
        records: found.comparisonRecords,
      });
    return sides.filter((one) => one.frozen !== one.today);
  });
  return { checked: pairs.length, changed };
}

function side(frozen: number | null, today: number | null) {
  return { frozen, today, difference: frozen === null || today === null ? null : today - frozen };
}
