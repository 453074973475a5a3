import { expect } from "vitest";
import { ImportFault } from "../reasons.ts";
import type { RowBatch } from "../read/batch.ts";
import { explain } from "../say.ts";

const PATIENCE = 20_000;

/** Rows that were read, or the sentence that refused the file; anything else that is thrown fails the test. */
export async function outcome(
  batches: () => Promise<() => AsyncGenerator<RowBatch, void, undefined>>,
): Promise<string | number> {
  const begun = performance.now();
  try {
    let rows = 0;
    for await (const batch of (await batches())()) {
      rows += batch.rows.length + batch.rejected.length;
      expect(batch.rows.every((row) => row.length === batch.header.length)).toBe(true);
      expect(batch.lines).toHaveLength(batch.rows.length);
    }
    return rows;
  } catch (error) {
    if (!(error instanceof ImportFault)) throw error;
    return oneSentence(error);
  } finally {
    expect(performance.now() - begun).toBeLessThan(PATIENCE);
  }
}

export function oneSentence(fault: ImportFault): string {
  for (const language of ["sv", "en"] as const) {
    const said = explain(language, fault.reason);
    expect(said, fault.reason.code).not.toBe(fault.reason.code);
    expect(said).toMatch(/^[\p{Lu}\d][^]*\.$/u);
    expect(said.length).toBeLessThan(1_000);
  }
  return fault.reason.code;
}
