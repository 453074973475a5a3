import { createReadStream } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lifecycleOf, type Lifecycle } from "./lifecycle/lifecycle.ts";
import { compileMapping } from "./mapping/apply.ts";
import { Observation } from "./mapping/observe.ts";
import type { Profile } from "./mapping/profile.ts";
import { propose } from "./mapping/propose.ts";
import type { MappedRow } from "./mapping/row.ts";
import { shippedProfiles } from "./profiles/index.ts";
import { openCsv } from "./read/csv/read-csv.ts";
import { disguisedLog, sharedData, sharedDataIsHere, unpackedLog } from "./test/real-log.ts";

async function importAll(source: AsyncIterable<Uint8Array>, profile: Profile) {
  const file = await openCsv(source);
  const mapping = compileMapping(profile, file.header);
  const groups = new Map<string, [MappedRow, ...MappedRow[]]>();
  let refused = 0;
  for await (const batch of file.batches()) {
    refused += batch.rejected.length;
    for (const cells of batch.rows) {
      const result = mapping.map(cells);
      if (!result.ok) refused += 1;
      else {
        const group = groups.get(result.value.key);
        if (group === undefined) groups.set(result.value.key, [result.value]);
        else group.push(result.value);
      }
    }
  }
  const made = new Map<string, Lifecycle>();
  for (const [key, rows] of groups) made.set(key, lifecycleOf(rows));
  return { made, refused };
}

function withoutExtra({ record: { extra, ...record }, history, events }: Lifecycle) {
  return { record: { ...record, extra: Object.keys(extra).length > 0 }, history, events };
}

async function proposalOf(source: AsyncIterable<Uint8Array>) {
  const file = await openCsv(source);
  const observed = new Observation(file.header);
  for await (const batch of file.batches()) observed.add(batch.rows);
  return propose(observed.facts());
}

describe.skipIf(!sharedDataIsHere)("a real event log", () => {
  it(
    "comes in whole, and a renamed and re-ordered copy through its proposal gives the same",
    { timeout: 180_000 },
    async () => {
      const profile = shippedProfiles().find(({ key }) => key === "servicenow-event-log");
      if (profile === undefined) throw new Error("not shipped");
      const { made, refused } = await importAll(await unpackedLog(), profile);
      const all = [...made.values()];
      expect([made.size, refused]).toEqual([24_918, 0]);
      expect(all.reduce((sum, { events }) => sum + events, 0)).toBe(141_712);
      expect(all.filter(({ record }) => record.reopenedCount > 0)).toHaveLength(275);
      const moved = all.filter(({ history }) =>
        history.some(({ field, from }) => field === "priority" && from !== null),
      );
      expect(moved).toHaveLength(383);
      expect(all.every(({ record }) => record.state === "closed" && record.closed !== null)).toBe(true);

      const proposal = await proposalOf(disguisedLog());
      if (proposal.profile === null) throw new Error(JSON.stringify(proposal.questions));
      const copy = await importAll(disguisedLog(), proposal.profile);
      expect([copy.made.size, copy.refused]).toEqual([24_918, 0]);
      const different = all.filter((one) => {
        const other = copy.made.get(one.record.key);
        return (
          other === undefined || JSON.stringify(withoutExtra(other)) !== JSON.stringify(withoutExtra(one))
        );
      });
      expect(different.map(({ record }) => record.number)).toEqual([]);
    },
  );

  it.each([
    ["kommuner.csv", "units", 290],
    ["municipalities.csv", "units", 290],
    ["skolverksamhet.csv", "sites", 7_594],
  ] as const)("proposes what %s is and takes every row", async (name, target, rows) => {
    const path = join(sharedData, "sweden", name);
    const { profile } = await proposalOf(createReadStream(path));
    expect(profile?.target).toBe(target);
    if (profile === null) return;
    const file = await openCsv(createReadStream(path));
    const mapping = compileMapping(profile, file.header);
    let taken = 0;
    for await (const batch of file.batches())
      taken += batch.rows.filter((cells) => mapping.map(cells).ok).length;
    expect(taken).toBe(rows);
  });
});
