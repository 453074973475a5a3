import { once } from "node:events";
import { finished } from "node:stream/promises";
import { from as copyFrom, type CopyStreamQuery } from "pg-copy-streams";
import type { PoolClient } from "pg";
import { compileMapping, type CompiledMapping } from "../mapping/apply.ts";
import type { Profile } from "../mapping/profile.ts";
import type { RowBatch } from "../read/batch.ts";
import { copyLine, packRow } from "./content.ts";
import type { Reject } from "./queries-run.ts";
import type { OpenTable } from "./source.ts";
import { addDoubt, noCounts, type Counts, type Doubts, type Layout } from "./state.ts";

/** Characters that are gathered before they are written. */
const CHUNK = 256 * 1024;

export interface Reading {
  runId: string;
  profile: Profile;
  table: OpenTable;
  /** A connection of its own: COPY holds it until the last row. */
  client: PoolClient;
  rejected: (rejects: readonly Reject[]) => Promise<void>;
  /** Told after every batch; throws to stop. */
  onBatch: (bytesRead: number, rows: number) => Promise<void>;
}

export interface Read {
  staged: number;
  counts: Counts;
  doubts: Doubts;
  layout: Layout;
}

/** Reads and maps a file and stages its rows, in one COPY and so in one piece: broken off, nothing is left of it. */
export async function readRows(reading: Reading): Promise<Read> {
  const { client, table, profile } = reading;
  const mapping = compileMapping(profile, table.header);
  await client.query("begin");
  try {
    await client.query("set local statement_timeout = 0");
    await client.query("set local idle_in_transaction_session_timeout = 0");
    const copy = client.query(copyFrom("copy import_row (run_id, key, line, content) from stdin"));
    const read = await copyAll(reading, mapping, copy);
    await client.query("commit");
    return read;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

async function copyAll(reading: Reading, mapping: CompiledMapping, copy: CopyStreamQuery): Promise<Read> {
  // An error of the stream itself must not go unheard while the next batch is read.
  const broken: { error: unknown } = { error: undefined };
  copy.on("error", (error) => (broken.error = error));
  const counts = { ...noCounts };
  const doubts: Doubts = {};
  let staged = 0;
  let text = "";
  try {
    for await (const batch of reading.table.batches()) {
      const { lines, rejects } = mapBatch(reading.runId, batch, mapping, doubts);
      counts.rowsRead += batch.rows.length + batch.rejected.length;
      counts.rowsBlank += batch.blank;
      counts.rowsRejected += rejects.length;
      staged += lines.length;
      text += lines.join("");
      if (broken.error !== undefined) throw broken.error;
      if (text.length > CHUNK) {
        if (!copy.write(text)) await once(copy, "drain");
        text = "";
      }
      if (rejects.length > 0) await reading.rejected(rejects);
      await reading.onBatch(batch.bytesRead, counts.rowsRead);
    }
  } catch (error) {
    copy.destroy();
    throw error;
  }
  copy.end(text);
  await finished(copy);
  const layout = { fields: [...mapping.layout.fields.keys()], extra: mapping.layout.extra };
  return { staged, counts, doubts, layout };
}

function mapBatch(
  runId: string,
  batch: RowBatch,
  mapping: CompiledMapping,
  doubts: Doubts,
): { lines: string[]; rejects: Reject[] } {
  const rejects: Reject[] = batch.rejected.map(({ line, reasons }) => ({ line, reasons }));
  const lines: string[] = [];
  for (const [index, cells] of batch.rows.entries()) {
    const line = batch.lines[index] ?? 0;
    const result = mapping.map(cells);
    if (!result.ok) {
      rejects.push({ line, reasons: result.reasons });
      continue;
    }
    for (const doubt of result.notes) addDoubt(doubts, doubt, line);
    lines.push(copyLine(runId, result.value.key, line, packRow(result.value)));
  }
  return { lines, rejects };
}
