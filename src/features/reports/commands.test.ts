import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { system } from "../../platform/actor.ts";
import { addReportCommands } from "./commands.ts";
import { bareIncident, bareService } from "./test/records.ts";

const house = useHouse();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(os.tmpdir(), "beredd-report-"));
  const serviceId = await bareService(house.db, { name: "Lön", unitId: house.units.south, area: "HR" });
  await bareIncident(house.db, { at: "2016-05-02T08:00:00Z", unitId: house.units.south, serviceId });
  await bareIncident(house.db, { at: "2016-05-03T08:00:00Z", unitId: house.units.south });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the command says: the value behind --json, and the text for people. */
async function run(...args: string[]): Promise<{ value: unknown; text: string }> {
  const said = { value: null as unknown, text: "" };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  addReportCommands(program, {
    runtime: async () => house.runtime,
    actor: system,
    language: "sv",
    requestId: "a command",
    progress: () => undefined,
    print: (value, text) => Object.assign(said, { value, text: text() }),
  });
  await program.parseAsync(["report", "deviations", ...args], { from: "user" });
  return said;
}

describe("beredd report deviations", () => {
  test("writes the documents asked for, counted from the records of the area", async () => {
    const out = join(folder, "reports");
    const { value } = await run(
      "--period=2016-Q2",
      "--against=2016-Q1",
      "--area=hr",
      "--format=docx,pdf,html",
      `--out=${out}`,
    );
    expect(await readdir(out)).toEqual(
      ["docx", "html", "pdf"].map((format) => `kvalitetsavvikelser-i-it-tjansterna-hr-2016-q2.${format}`),
    );
    expect(value).toMatchObject({ period: "2016-Q2", against: "2016-Q1" });
    expect(JSON.stringify(value)).toContain('"value":1,"comparison":0');
    const html = await readFile(join(out, "kvalitetsavvikelser-i-it-tjansterna-hr-2016-q2.html"), "utf8");
    expect(html).toContain("andra kvartalet 2016");
  });

  test("over a unit counts what is its own, and says so; a unit that is none is one refusal", async () => {
    const of = (unit: string) =>
      run("--period=2016-Q2", `--unit=${unit}`, "--format=html", `--out=${folder}`);
    const counted = (value: unknown) =>
      JSON.stringify(value).match(/"key":"incidents".*?"value":(\d+)/u)?.[1];
    expect(counted((await of("Södra förvaltningen")).value)).toBe("2");
    expect(counted((await of("Testkommun / Norra förvaltningen")).value)).toBe("0");
    await expect(of("Västra förvaltningen")).rejects.toMatchObject({
      code: "input.invalid",
      faults: [{ path: "unit" }],
    });
  });

  test("a period without an incident is a report that says so", async () => {
    const { text } = await run("--period", "2015", "--format", "html", "--out", folder);
    expect(text).toContain("inga incidenter är registrerade under 2015");
  });

  test("an unknown area names those there are; a period, a format and a folder are refused in one sentence", async () => {
    const fault = (sv: string) => ({ code: "input.invalid", faults: [{ sv: expect.stringContaining(sv) }] });
    await expect(run("--period", "2016", "--area", "Vatten", "--out", folder)).rejects.toMatchObject(
      fault("Vatten finns inte. De som finns är HR."),
    );
    await expect(run("--period", "snart", "--out", folder)).rejects.toMatchObject({ code: "input.invalid" });
    await expect(run("--period", "2016", "--format", "odt", "--out", folder)).rejects.toMatchObject(
      fault("odt finns inte"),
    );
    const file = join(folder, "a-file");
    await writeFile(file, "");
    await expect(run("--period", "2016", "--out", join(file, "under"))).rejects.toMatchObject({
      code: "report.folder",
      params: { reason: "ENOTDIR" },
    });
  });
});
