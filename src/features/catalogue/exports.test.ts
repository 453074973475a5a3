import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { upsertServices } from "./index.ts";
import { exportDependencies, exportServices, exportSuppliers } from "./exports.ts";
import { exportNetworks, exportSites, exportUnits } from "../organisation/exports.ts";
import { upsertSites, upsertUnits } from "../organisation/index.ts";
import { nobody, system } from "../../platform/actor.ts";
import { bulkWrite } from "../../platform/verb/bulk.ts";
import type { Download } from "../../platform/verb/download.ts";

const house = useHouse();
const write = { verb: "catalogue.import", needs: "catalogue:edit", requestId: "test" } as const;

async function textOf({ body }: Download): Promise<string> {
  if (typeof body === "string" || Buffer.isBuffer(body)) return body.toString();
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

async function rowsOf(file: Promise<Download>): Promise<string[][]> {
  return parse(await textOf(await file), { delimiter: ";", bom: true });
}

test("holds every row of a list longer than a page, once, in the order of the list", async () => {
  const names = Array.from({ length: 1_203 }, (_, index) => `Skola ${String(index).padStart(4, "0")}`);
  const units = Array.from({ length: 1_203 }, (_, index) => ({
    name: `Enhet ${String(index).padStart(4, "0")}`,
    kind: "department" as const,
  }));
  await bulkWrite(house.runtime, system, write, async (bulk) => {
    const context = { ...bulk, actor: system };
    await upsertUnits(context, units);
    await upsertSites(
      context,
      names.map((name) => ({ name, unit: "Norra förvaltningen", networks: ["Elev"] })),
    );
  });
  const reader = await house.actor("reader");
  const sites = await rowsOf(exportSites.call(house.runtime, reader, { format: "csv" }));
  expect(sites.slice(1).map(([name]) => name)).toEqual(names);
  const networks = await rowsOf(exportNetworks.call(house.runtime, reader, { format: "csv" }));
  expect(new Set(networks.slice(1).map(([, site]) => site))).toEqual(new Set(names));
  expect(networks).toHaveLength(names.length + 1);
  const found = await rowsOf(exportUnits.call(house.runtime, reader, { format: "csv", q: "Enhet" }));
  expect(found.slice(1).map(([name]) => name)).toEqual(units.map(({ name }) => name));
});

test("honours the filter of the list, and shows nothing of another unit", async () => {
  const southern = await house.actor("reader", house.units.south);
  expect(await rowsOf(exportSites.call(house.runtime, southern, { format: "csv" }))).toHaveLength(1);
  const reader = await house.actor("reader");
  const one = await rowsOf(exportSites.call(house.runtime, reader, { format: "csv", q: "Skola 0007" }));
  expect(one.slice(1).map(([name]) => name)).toEqual(["Skola 0007"]);
});

test("a name that Excel would run is text, headings are in the language asked for", async () => {
  await bulkWrite(house.runtime, system, write, (bulk) =>
    upsertServices({ ...bulk, actor: system }, [{ name: "=HYPERLINK(1)", kind: "base", vital: true }]),
  );
  const admin = await house.actor("administrator");
  const swedish = await rowsOf(exportServices.call(house.runtime, admin, { format: "csv" }));
  expect(swedish[0]?.slice(0, 3)).toEqual(["Namn", "Tjänsteområde", "Slag"]);
  expect(swedish[1]?.slice(0, 3)).toEqual(["'=HYPERLINK(1)", "", "Bastjänst"]);
  expect(swedish[1]?.[5]).toBe("ja");
  const english = await rowsOf(exportServices.call(house.runtime, admin, { format: "csv", language: "en" }));
  expect(english[0]?.[0]).toBe("Name");
});

test("is a workbook by that name, and refused to strangers", async () => {
  const admin = await house.actor("administrator");
  const file = await exportSuppliers.call(house.runtime, admin, { format: "xlsx" });
  expect(file.fileName).toBe("leverantörer-2023-04-12-14-00.xlsx");
  expect((await textOf(file)).slice(0, 2)).toBe("PK");
  const call = exportDependencies.call(house.runtime, nobody, { format: "csv" });
  await expect(call).rejects.toMatchObject({ code: "session.required" });
});
