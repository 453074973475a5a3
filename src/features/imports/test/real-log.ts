import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { open } from "yauzl";
import { openCsv } from "../read/csv/read-csv.ts";

/** Real files, which are not in the repository: tests over them are skipped where they are absent. */
export const sharedData =
  process.env["BEREDD_SHARED_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data");
export const realLog = join(sharedData, "incidents/servicenow_event_log.zip");
export const sharedDataIsHere = existsSync(realLog);
if (!sharedDataIsHere) process.stderr.write(`skipped: no test data in ${sharedData} (BEREDD_SHARED_DATA)\n`);

export function unpackedLog(): Promise<Readable> {
  return new Promise((resolve, reject) => {
    open(realLog, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on("entry", (entry) =>
        zip.openReadStream(entry, (fault, stream) => (fault ? reject(fault) : resolve(stream))),
      );
      zip.readEntry();
    });
  });
}

/** The same log as another program would write it: other names, order of columns and of rows, separator, encoding and dates. */
export async function* disguisedLog(): AsyncGenerator<Uint8Array> {
  const names: Record<string, string> = {
    number: "Ärendenummer",
    incident_state: "Status",
    sys_mod_count: "Löpnummer",
    opened_at: "Anmäld",
    sys_updated_at: "Uppdaterad",
    resolved_at: "Löst",
    closed_at: "Stängd",
    priority: "Prioritet",
    impact: "Påverkan",
    urgency: "Brådska",
    reopen_count: "Återöppnad",
    made_sla: "Inom SLA",
    sys_created_at: "Created",
    category: "Kategori",
    assignment_group: "Grupp",
    location: "Plats",
    closed_code: "Lösningskod",
    cmdb_ci: "Objekt",
    vendor: "Leverantör",
    problem_id: "Problemnummer",
    rfc: "Ändring",
  };
  const file = await openCsv(await unpackedLog());
  const order = file.header.map((_, index) => index).toReversed();
  const line = (cells: readonly string[]) =>
    `${order.map((index) => `"${cells[index] ?? ""}"`).join(";")}\r\n`;
  const rows: string[] = [];
  for await (const batch of file.batches()) {
    for (const row of batch.rows)
      rows.push(
        line(row.map((cell) => cell.replace(/^(\d+)\/(\d+)\/(\d{4}) (\d\d):(\d\d)$/, "$3-$2-$1 $4.$5"))),
      );
  }
  yield Buffer.from(line(file.header.map((name) => names[name] ?? name)), "latin1");
  for (const row of rows.toReversed()) yield Buffer.from(row, "latin1");
}
