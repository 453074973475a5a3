import { PassThrough } from "node:stream";
import type { Runtime } from "../../../platform/runtime.ts";
import { storeFile } from "../../../platform/files/files.ts";
import type { Language } from "../../../shared/language.ts";
import type { RejectedRow, RowBatch } from "../read/batch.ts";
import { RejectsWriter } from "../rejects.ts";
import { explain } from "../say.ts";
import { readRejects, type Reject } from "./queries-run.ts";
import { openTable } from "./source.ts";
import type { Run } from "./state.ts";

const PAGE = 5_000;
const LIMIT = 2 ** 31;

/** Reads the file once more and writes its rejected rows, as they came, with the reasons in front. */
export async function writeRejects(runtime: Runtime, run: Run, language: Language): Promise<string> {
  const out = new PassThrough();
  const stored = storeFile(runtime.db, runtime.clock, out, {
    name: `rejected-${run.fileName.replace(/\.(xlsx|zip)$/i, "")}${/\.(csv|txt)$/i.test(run.fileName) ? "" : ".csv"}`,
    mediaType: "text/csv",
    createdBy: run.requestedBy,
    limit: LIMIT,
  });
  try {
    await copyRejects(runtime, run, language, out);
    out.end();
  } catch (error) {
    out.destroy(error instanceof Error ? error : new Error(String(error)));
    await stored.catch(() => undefined);
    throw error;
  }
  return (await stored).id;
}

async function copyRejects(runtime: Runtime, run: Run, language: Language, out: PassThrough): Promise<void> {
  const table = await openTable(runtime.db, run.place);
  try {
    let waiting = new Map<number, Reject>();
    let known = 0;
    let all = false;
    let writer: RejectsWriter | undefined;
    for await (const batch of table.batches()) {
      const lines = [...batch.lines, ...batch.rejected.map(({ line }) => line)];
      const end = lines.reduce((most, line) => Math.max(most, line), 0);
      while (!all && known <= end) {
        const page = await readRejects(runtime.db, run.id, known, PAGE);
        for (const reject of page) waiting.set(reject.line, reject);
        known = page.at(-1)?.line ?? known;
        all = page.length < PAGE;
      }
      writer ??= new RejectsWriter(out, table.dialect(), (given) => explain(language, given));
      const rejected = rejectedIn(batch, waiting);
      await writer.write(rejected);
      waiting = new Map([...waiting].filter(([line]) => line > end));
      if (all && waiting.size === 0) break;
    }
  } finally {
    await table.close();
  }
}

function rejectedIn(batch: RowBatch, waiting: ReadonlyMap<number, Reject>): RejectedRow[] {
  const rows = batch.rows.flatMap((cells, index): RejectedRow[] => {
    const line = batch.lines[index] ?? 0;
    const reject = waiting.get(line);
    return reject === undefined ? [] : [{ line, reasons: reject.reasons, raw: null, cells }];
  });
  return [...rows, ...batch.rejected.filter(({ line }) => waiting.has(line))].toSorted(
    (a, b) => a.line - b.line,
  );
}
