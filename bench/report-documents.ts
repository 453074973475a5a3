/** All three formats of a year's report (12 months, 12 areas of 8 rows) in a warm process. */
import { renderReport, reportFormats } from "../src/features/reports/index.ts";
import { yearReport } from "../src/features/reports/test/extreme-reports.ts";

const target = 2000;
const rounds = 7;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

await renderReport(yearReport());
const times: Record<string, number[]> = { total: [], "cpu of total": [] };
for (let round = 0; round < rounds; round += 1) {
  // Another text each round, so that no cache answers for the work.
  const model = yearReport(`Tjänst nummer ${round}`);
  let total = 0;
  const before = process.cpuUsage();
  for (const format of reportFormats) {
    const start = performance.now();
    await renderReport(model, { formats: [format] });
    const took = performance.now() - start;
    (times[format] ??= []).push(took);
    total += took;
  }
  times["total"]?.push(total);
  // On a machine that does other work the clock measures that work too.
  const { user, system } = process.cpuUsage(before);
  times["cpu of total"]?.push((user + system) / 1000);
}
for (const [name, values] of Object.entries(times))
  process.stdout.write(`${name.padEnd(12)} median ${Math.round(median(values))} ms of ${values.length}\n`);
const ratio = median(times["total"] ?? []) / target;
process.stdout.write(`total against the target of ${target} ms: ${ratio.toFixed(2)}\n`);
