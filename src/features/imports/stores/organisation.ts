import { upsertNetworks, upsertSites, upsertUnits } from "../../organisation/index.ts";
import { unitKinds } from "../../organisation/contract.ts";
import { listOf, textOf } from "../lifecycle/values.ts";
import { choiceOf, numberGiven, textGiven } from "./cells.ts";
import { outcomeOf, type Store } from "./store.ts";

export const units: Store = {
  verb: "unit.import",
  // In one piece, so that a parent may stand after its children; an organisation has thousands of units.
  rows: 50_000,
  async store(ground, groups) {
    const { outcomes } = await upsertUnits(
      ground,
      groups.map(({ rows: [row] }) => ({
        code: textGiven(row, "code"),
        name: textOf(row, "name") ?? "",
        parent: textGiven(row, "parent"),
        kind: choiceOf(row, "kind", unitKinds) ?? undefined,
        peopleCount: numberGiven(row, "people"),
      })),
    );
    return outcomes.map(outcomeOf);
  },
};

export const sites: Store = {
  verb: "site.import",
  rows: 5_000,
  async store(ground, groups) {
    const { outcomes } = await upsertSites(
      ground,
      groups.map(({ rows: [row] }) => ({
        code: textGiven(row, "code"),
        name: textOf(row, "name") ?? "",
        // A list of a whole country's sites names the municipality, which is the unit there.
        unit: textGiven(row, "unit") ?? textGiven(row, "municipality"),
        kind: textGiven(row, "kind"),
        address: addressOf(
          textOf(row, "address"),
          [textOf(row, "postalCode"), textOf(row, "place")].filter((part) => part !== null).join(" "),
        ),
        peopleCount: numberGiven(row, "people"),
        networks: listOf(row, "networks"),
      })),
    );
    return outcomes.map(outcomeOf);
  },
};

function addressOf(street: string | null, town: string): string | undefined {
  const parts = [street ?? "", town].filter((part) => part !== "");
  return parts.length === 0 ? undefined : parts.join(", ");
}

export const networks: Store = {
  verb: "network.import",
  rows: 5_000,
  async store(ground, groups) {
    const { outcomes } = await upsertNetworks(
      ground,
      groups.map(({ rows: [row] }) => ({
        site: textOf(row, "site") ?? "",
        name: textOf(row, "name") ?? "",
        unit: textGiven(row, "unit"),
      })),
    );
    return outcomes.map(outcomeOf);
  },
};
