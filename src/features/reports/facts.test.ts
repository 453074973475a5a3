import { beforeAll, describe, expect, test } from "vitest";
import { useExample } from "../../../test/example.ts";
import { registry } from "../../house.ts";
import { system, type Actor } from "../../platform/actor.ts";
import type { ReportView } from "./contract/reports.ts";
import { draftReport } from "./draft-report.ts";
import type { AreaTable } from "./model.ts";
import { readReport } from "./read-reports.ts";

// The facts of the source about 2023 (G4–G12), counted from the records that the ordinary imports made.

const house = useExample("2023-06-01T08:00:00Z");
let quarter: ReportView;
let fiveMonths: ReportView;

async function report(actor: Actor, period: string, against: string): Promise<ReportView> {
  const { id } = await draftReport.call(house.runtime, actor, { period, against }, house.call());
  return readReport.call(house.runtime, actor, { reportId: id });
}

beforeAll(async () => {
  quarter = await report(system, "2023-Q1", "2022-Q1");
  fiveMonths = await report(system, "2301-2305", "2201-2205");
}, 60_000);

const figure = (of: ReportView, key: string) => of.model.figures.find((one) => one.key === key);
const partsOf = (of: ReportView) => of.model.parts;
const areasOf = (of: ReportView) => partsOf(of).flatMap((part) => (part.kind === "areas" ? part.areas : []));
const majorsOf = (of: ReportView) =>
  partsOf(of).flatMap((part) => (part.kind === "majors" ? part.incidents : []));
const afterOf = (of: ReportView) => partsOf(of).flatMap((part) => (part.kind === "after" ? part.items : []));
const groupsOf = (of: ReportView) =>
  partsOf(of).flatMap((part) => (part.kind === "actions" ? part.groups : []));
const notesOf = (of: ReportView) =>
  partsOf(of).flatMap((part) => (part.kind === "methods" ? part.notes : []));
function areaOf(of: ReportView, name: string): AreaTable {
  const found = areasOf(of).find((area) => area.name === name);
  if (found === undefined) throw new Error(`No area ${name}`);
  return found;
}
const shown = (of: ReportView, key: string) => of.sentences.find((one) => one.key === key)?.shown ?? "";

describe("the first quarter of 2023 against that of 2022", () => {
  test("1 003 incidents against 756 (G4)", () => {
    expect(figure(quarter, "incidents")).toMatchObject({ value: 1003, comparison: 756 });
    expect(shown(quarter, "incidents")).toMatch(/1\s003 incidenter, 247 fler än .*\(\+33\s%\)/u);
  });

  test("4 major incidents in telephony and 7 in the finance system, 2022 not stated (G6)", () => {
    expect(figure(quarter, "major-incidents")).toMatchObject({ value: 11, comparison: null });
    const split = quarter.model.figures.filter(({ key }) => key.startsWith("major-incidents."));
    expect(split.map(({ label, value, comparison }) => [label, value, comparison])).toEqual([
      ["Major incidenter: Ekonomiprocesser", 7, null],
      ["Major incidenter: Telefoni", 4, null],
    ]);
    expect(shown(quarter, "major-incidents")).toContain("uppgift saknas för första kvartalet 2022");
    expect(majorsOf(quarter)).toHaveLength(11);
    expect(majorsOf(quarter).every(({ ground }) => ground !== null)).toBe(true);
  });

  test("5 personal-data incidents, all in HR, none in finance, communication or management (G7)", () => {
    expect(figure(quarter, "breaches")).toMatchObject({ value: 5, comparison: null });
    const systems = quarter.model.figures
      .filter(({ key, label }) => key.startsWith("breaches.") && /: (?!HR$)/u.test(label))
      .filter(({ value }) => value === 1)
      .map(({ label }) => label.replace("Personuppgiftsincidenter: ", ""));
    expect(systems.toSorted()).toEqual(
      ["Adato", "Förmånsportalen", "KPA Pension", "Personec P", "Utbildningsportalen"].toSorted(),
    );
    for (const area of ["Ekonomi", "Kommunikation", "Ledning och styrning"])
      expect(shown(quarter, "breaches.none")).toContain(area);
    expect(shown(quarter, "breaches.none")).not.toContain("HR");
  });

  test("in April a week's outage and a breach in recruitment, after the period (G6, G7)", () => {
    const texts = afterOf(quarter).map(({ text }) => text);
    expect(texts.filter((text) => text.includes("Rekrytering"))).toHaveLength(2);
    expect(texts.some((text) => text.startsWith("Major incident i Rekrytering"))).toBe(true);
    expect(texts.some((text) => text.startsWith("Personuppgiftsincident i Rekrytering"))).toBe(true);
  });

  test("the supplier's five recommendations stand once, and each outage's row points at them (G11)", () => {
    expect(groupsOf(quarter).map(({ supplier, actions: own }) => [supplier, own.length])).toEqual([
      ["Unit4", 5],
    ]);
    const rows = areaOf(quarter, "Ekonomi").rows;
    expect(rows.slice(1).every((row) => row.actions[0]?.startsWith("Leverantörens 5 rekommendationer"))).toBe(
      true,
    );
  });

  test("what is missing says why", () => {
    expect(JSON.stringify(notesOf(quarter))).toContain("Källan anger inga major incidents för 2022.");
  });
});

describe("January to May 2023", () => {
  test("HR has eight rows, each with its incident, breach and actions (G8)", () => {
    const rows = areaOf(fiveMonths, "HR").rows;
    const byService = (service: string) => {
      const row = rows.find((one) => one.service === service);
      return [row?.system, row?.incident.state, row?.breach.state, row?.actions.length, row?.severity];
    };
    expect(rows).toHaveLength(8);
    expect(byService("Förmåner")).toEqual(["Förmånsportalen", "none", "breach", 1, "minor"]);
    expect(byService("LAS-hantering").slice(0, 4)).toEqual(["WinLas", "incident", "none", 1]);
    expect(byService("Löneadministration").slice(0, 4)).toEqual(["Personec P", "incident", "breach", 1]);
    expect(byService("Rekrytering")).toEqual(["Visma Recruit", "major", "breach", 1, "major"]);
    expect(byService("Lönebildning").slice(0, 4)).toEqual(["Personec F", "incident", "none", 1]);
    expect(byService("Utbildning för personal")).toEqual([
      "Utbildningsportalen",
      "none",
      "breach",
      1,
      "minor",
    ]);
    expect(byService("Pensionsadministration")).toEqual(["KPA Pension", "none", "breach", 1, "minor"]);
    expect(byService("Rehabilitering")).toEqual(["Adato", "none", "breach", 1, "minor"]);
  });

  test("finance has seven rows and communication four, all major, without breaches (G9, G12)", () => {
    for (const [area, count] of [
      ["Ekonomi", 7],
      ["Kommunikation", 4],
    ] as const) {
      const { rows, severity } = areaOf(fiveMonths, area);
      expect(rows).toHaveLength(count);
      expect(
        rows.every(({ incident, breach }) => incident.state === "major" && breach.state === "none"),
      ).toBe(true);
      expect(severity).toBe("major");
    }
  });
});

describe("from every figure to its records", () => {
  const listOf: Readonly<Record<string, string>> = {
    "/incidents": "incident.list",
    "/breaches": "breach.list",
    "/deviations": "deviation.list",
  };

  test("the link of each counted figure opens exactly as many records as it says", async () => {
    const counted = quarter.model.figures.filter(({ unit, value }) => unit === "count" && value !== null);
    const linked = counted.filter(({ records }) => records !== null);
    expect(linked.length).toBeGreaterThan(8);
    const unlinked = counted.filter(({ records }) => records === null);
    expect(unlinked.filter(({ value }) => value !== 0)).toEqual([]);
    for (const { key, value, records } of linked) {
      const address = new URL(records ?? "", "http://beredd.example");
      const list = registry.operations.find(({ name }) => name === listOf[address.pathname]);
      const input = Object.fromEntries(address.searchParams);
      const answer = await list?.execute(house.runtime, system, input, house.call());
      expect({ key, answer }).toMatchObject({ key, answer: { total: { count: value } } });
    }
  });
});
